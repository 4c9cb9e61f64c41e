//! An `endpoint-rule-set-1` file, and what operations give to its parameters.
//!
//! Only the form is checked here: which functions there are, and of what types they take values, is
//! the lowering's business.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json::Node;
use super::model::Located;
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::load::RawFile;

/// How the endpoints of a service are found.
#[derive(Debug, Default)]
pub(crate) struct EndpointsModel {
    /// `None` where there is no such file.
    pub(crate) rules: Option<RuleSetModel>,
    /// By operation.
    pub(crate) given: BTreeMap<String, Vec<GivenModel>>,
}

/// A rule set.
#[derive(Debug)]
pub(crate) struct RuleSetModel {
    pub(crate) parameters: Vec<ParameterModel>,
    pub(crate) rules: Vec<RuleModel>,
}

#[derive(Debug)]
pub(crate) struct ParameterModel {
    pub(crate) name: String,
    pub(crate) kind: Located,
    pub(crate) builtin: Option<Located>,
    pub(crate) required: bool,
    pub(crate) default: Option<LiteralModel>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LiteralModel {
    Text(String),
    Bool(bool),
}

#[derive(Debug)]
pub(crate) struct RuleModel {
    pub(crate) conditions: Vec<CallModel>,
    pub(crate) then: ThenModel,
}

#[derive(Debug)]
pub(crate) enum ThenModel {
    Rules(Vec<RuleModel>),
    Endpoint { url: ValueModel, headers: Vec<(String, ValueModel)>, schemes: Vec<SchemeModel> },
    Error(ValueModel),
}

/// A way to sign.
#[derive(Debug)]
pub(crate) struct SchemeModel {
    pub(crate) name: String,
    pub(crate) signing_name: Option<Located>,
    pub(crate) signing_region: Option<Located>,
}

/// A call of a function, and the name that its value gets.
#[derive(Debug)]
pub(crate) struct CallModel {
    pub(crate) function: Located,
    pub(crate) arguments: Vec<ValueModel>,
    pub(crate) assign: Option<String>,
}

#[derive(Debug)]
pub(crate) enum ValueModel {
    Text(Located),
    Bool(bool, Place),
    Number(usize, Place),
    Reference(Located),
    Call(Box<CallModel>),
}

impl ValueModel {
    pub(crate) fn place(&self) -> &Place {
        match self {
            ValueModel::Text(text) | ValueModel::Reference(text) => &text.place,
            ValueModel::Bool(_, place) | ValueModel::Number(_, place) => place,
            ValueModel::Call(call) => &call.function.place,
        }
    }
}

/// What an operation gives to a parameter.
#[derive(Debug)]
pub(crate) struct GivenModel {
    pub(crate) parameter: String,
    pub(crate) value: GivenValue,
}

#[derive(Debug)]
pub(crate) enum GivenValue {
    Fixed(LiteralModel),
    Member(String),
    /// JMESPath.
    Path(Located),
}

/// Resolves the rules, and what the operations of the service file give to them.
pub(super) fn resolve(
    service: &Node<'_>,
    rules: Option<&RawFile>,
    problems: &mut Problems,
) -> EndpointsModel {
    let rules = rules.and_then(|file| problems.keep(rule_set(&Node::root(file))));
    EndpointsModel { rules, given: given(service, problems) }
}

pub(super) fn rule_set(root: &Node<'_>) -> Result<RuleSetModel, Diagnostic> {
    let parameters = root.required("parameters")?.entries()?.into_iter();
    let parameters = parameters.map(|(name, node)| parameter(name, &node));
    Ok(RuleSetModel {
        parameters: parameters.collect::<Result<_, _>>()?,
        rules: all(&root.required("rules")?, rule)?,
    })
}

fn all<T>(
    node: &Node<'_>,
    one: fn(&Node<'_>) -> Result<T, Diagnostic>,
) -> Result<Vec<T>, Diagnostic> {
    node.items()?.iter().map(one).collect()
}

fn parameter(name: &str, node: &Node<'_>) -> Result<ParameterModel, Diagnostic> {
    Ok(ParameterModel {
        name: name.to_owned(),
        kind: located(&node.required("type")?)?,
        builtin: node.get("builtIn").as_ref().map(located).transpose()?,
        required: node.flag("required"),
        default: node.get("default").as_ref().map(literal).transpose()?,
    })
}

fn located(node: &Node<'_>) -> Result<Located, Diagnostic> {
    Ok(Located { text: node.text()?.to_owned(), place: node.place() })
}

fn literal(node: &Node<'_>) -> Result<LiteralModel, Diagnostic> {
    match node.value() {
        Value::String(text) => Ok(LiteralModel::Text(text.clone())),
        Value::Bool(value) => Ok(LiteralModel::Bool(*value)),
        _ => Err(node.mismatch("text, true or false")),
    }
}

fn rule(node: &Node<'_>) -> Result<RuleModel, Diagnostic> {
    let conditions = node.get("conditions").map_or(Ok(Vec::new()), |list| all(&list, call))?;
    let kind = node.required("type")?;
    let then = match kind.text()? {
        "tree" => ThenModel::Rules(all(&node.required("rules")?, rule)?),
        "endpoint" => endpoint(&node.required("endpoint")?)?,
        "error" => ThenModel::Error(value(&node.required("error")?)?),
        _ => return Err(kind.mismatch("tree, endpoint or error")),
    };
    Ok(RuleModel { conditions, then })
}

fn endpoint(node: &Node<'_>) -> Result<ThenModel, Diagnostic> {
    let headers = node.get("headers").map_or(Ok(Vec::new()), |headers| headers.entries())?;
    let mut all_headers = Vec::new();
    for (name, values) in headers {
        // Where there are several values, the first is sent, as by botocore.
        if let Some(first) = values.items()?.first() {
            all_headers.push((name.to_owned(), value(first)?));
        }
    }
    let schemes = node.get("properties");
    let schemes = schemes.as_ref().and_then(|properties| properties.get("authSchemes"));
    Ok(ThenModel::Endpoint {
        url: value(&node.required("url")?)?,
        headers: all_headers,
        schemes: schemes.map_or(Ok(Vec::new()), |list| all(&list, scheme))?,
    })
}

fn scheme(node: &Node<'_>) -> Result<SchemeModel, Diagnostic> {
    let optional = |key| node.get(key).as_ref().map(located).transpose();
    Ok(SchemeModel {
        name: node.required("name")?.text()?.to_owned(),
        signing_name: optional("signingName")?,
        signing_region: optional("signingRegion")?,
    })
}

fn call(node: &Node<'_>) -> Result<CallModel, Diagnostic> {
    let assign = node.get("assign").map(|name| name.text().map(str::to_owned)).transpose()?;
    Ok(CallModel {
        function: located(&node.required("fn")?)?,
        arguments: all(&node.required("argv")?, value)?,
        assign,
    })
}

fn value(node: &Node<'_>) -> Result<ValueModel, Diagnostic> {
    match node.value() {
        Value::String(_) => Ok(ValueModel::Text(located(node)?)),
        Value::Bool(value) => Ok(ValueModel::Bool(*value, node.place())),
        Value::Number(_) => Ok(ValueModel::Number(node.whole(0)? as usize, node.place())),
        Value::Object(object) if object.contains_key("ref") => {
            Ok(ValueModel::Reference(located(&node.required("ref")?)?))
        }
        Value::Object(object) if object.contains_key("fn") => {
            Ok(ValueModel::Call(Box::new(call(node)?)))
        }
        _ => Err(node.mismatch("a value, a reference or a call")),
    }
}

/// What the operations of a service file give to the parameters.
fn given(root: &Node<'_>, problems: &mut Problems) -> BTreeMap<String, Vec<GivenModel>> {
    let mut all = BTreeMap::new();
    let operations = root.get("operations").and_then(|operations| operations.entries().ok());
    for (name, operation) in operations.unwrap_or_default() {
        let given = problems.keep(of_operation(root, &operation)).unwrap_or_default();
        if !given.is_empty() {
            all.insert(name.to_owned(), given);
        }
    }
    all
}

/// In botocore's order: what comes first wins.
fn of_operation<'a>(root: &Node<'a>, operation: &Node<'a>) -> Result<Vec<GivenModel>, Diagnostic> {
    let mut given = Vec::new();
    let entries = |key| operation.get(key).map_or(Ok(Vec::new()), |node| node.entries());
    for (parameter, node) in entries("staticContextParams")? {
        let value = literal(&node.required("value")?)?;
        given.push(GivenModel { parameter: parameter.into(), value: GivenValue::Fixed(value) });
    }
    given.extend(of_members(root, operation)?);
    for (parameter, node) in entries("operationContextParams")? {
        let path = located(&node.required("path")?)?;
        given.push(GivenModel { parameter: parameter.into(), value: GivenValue::Path(path) });
    }
    Ok(given)
}

/// Members of the input with a `contextParam`.
fn of_members<'a>(root: &Node<'a>, operation: &Node<'a>) -> Result<Vec<GivenModel>, Diagnostic> {
    let mut given = Vec::new();
    for (member, node) in members(root, operation).map_or(Ok(Vec::new()), |node| node.entries())? {
        if let Some(parameter) = node.get("contextParam") {
            let parameter = parameter.required("name")?.text()?.to_owned();
            given.push(GivenModel { parameter, value: GivenValue::Member(member.to_owned()) });
        }
    }
    Ok(given)
}

/// The members of an operation's input. A shape that is not there is reported elsewhere.
fn members<'a>(root: &Node<'a>, operation: &Node<'a>) -> Option<Node<'a>> {
    let shape = operation.get("input")?.get("shape")?.text().ok()?;
    root.get("shapes")?.get(shape)?.get("members")
}
