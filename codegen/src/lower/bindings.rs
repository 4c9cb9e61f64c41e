//! Can HTTP carry the members of an operation where its definition puts them? What it cannot would
//! be missing from requests and responses in silence, or fail every call.

use super::Context;
use super::members::is_json_text;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};
use crate::plan::Protocol;
use crate::resolve::{Location, MemberModel, OperationModel, ShapeId, ShapeKind};

/// Looks at everything that an operation says about HTTP.
pub(super) fn check(context: &Context<'_>, operation: &OperationModel, problems: &mut Problems) {
    let check = Check { context, operation };
    problems.keep(check.method());
    problems.keep(check.host_prefix());
    problems.keep(check.checksum());
    // The other protocols know bodies alone.
    if !matches!(context.protocol, Protocol::RestJson | Protocol::RestXml) {
        return;
    }
    problems.keep(check.path());
    for member in check.members(operation.input) {
        problems.keep(check.has_label(member));
    }
    for id in operation.input.into_iter().chain(operation.output).chain(operation.errors.clone()) {
        for member in check.members(Some(id)) {
            problems.keep(check.member(id, member));
        }
        problems.keep(check.payload(id));
    }
}

struct Check<'a> {
    context: &'a Context<'a>,
    operation: &'a OperationModel,
}

impl<'a> Check<'a> {
    fn members(&self, id: Option<ShapeId>) -> &'a [MemberModel] {
        let structure = id.and_then(|id| self.context.model.structure(id));
        structure.map_or(&[], |structure| structure.members.as_slice())
    }

    /// Where something stands in the operation.
    fn place(&self, group: &str, key: &str) -> Place {
        self.operation.place.at(group).at(key)
    }

    fn method(&self) -> Result<(), Diagnostic> {
        let method = &self.operation.method;
        if is_token(method) {
            return Ok(());
        }
        let message = format!("`{}` is no HTTP method", method.escape_default());
        Err(self.place("http", "method").problem(message))
    }

    /// Labels of the host are members of the input, by their own names.
    fn host_prefix(&self) -> Result<(), Diagnostic> {
        let Some(prefix) = &self.operation.host_prefix else { return Ok(()) };
        let place = self.place("endpoint", "hostPrefix");
        let is_text = |member: &&MemberModel| self.is_text(member.shape);
        let members = self.members(self.operation.input).iter().filter(is_text);
        let known: Vec<&str> = members.map(|member| member.name.as_str()).collect();
        for label in labels(&place, prefix)? {
            known_label(&place, label, &known, "no text member of the input")?;
        }
        Ok(())
    }

    fn checksum(&self) -> Result<(), Diagnostic> {
        let checksum = self.operation.checksum.as_ref();
        let Some(name) = checksum.and_then(|checksum| checksum.algorithm_member.as_ref()) else {
            return Ok(());
        };
        let members = self.members(self.operation.input).iter();
        let known: Vec<&str> = members.map(|member| member.name.as_str()).collect();
        let place = self.place("httpChecksum", "requestAlgorithmMember");
        known_label(&place, name, &known, "no member of the input")
    }

    /// Labels of the path are members of the input, by their names on the wire.
    fn path(&self) -> Result<(), Diagnostic> {
        let (path, place) = (&self.operation.path, self.place("http", "requestUri"));
        if !path.starts_with('/') {
            return Err(place.problem("expected a path that begins with `/`"));
        }
        let members = self.members(self.operation.input).iter();
        let members = members.filter(|member| member.location == Location::Uri);
        let names: Vec<String> = members.map(|member| self.context.wire_name(member)).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        for label in labels(&place, path)? {
            let what = "no member of the input whose location is `uri`";
            known_label(&place, label, &known, what)?;
        }
        Ok(())
    }

    fn has_label(&self, member: &MemberModel) -> Result<(), Diagnostic> {
        let (name, place) = (self.context.wire_name(member), self.place("http", "requestUri"));
        // A path that makes no sense was reported.
        let Ok(labels) = labels(&place, &self.operation.path) else { return Ok(()) };
        if member.location != Location::Uri || labels.contains(&name.as_str()) {
            return Ok(());
        }
        let message =
            format!("has no label `{{{}}}`, which the input gives", name.escape_default());
        Err(place.problem(message).help(nearest(&name, labels)))
    }

    /// The type of a member, and the name of its header.
    fn member(&self, owner: ShapeId, member: &MemberModel) -> Result<(), Diagnostic> {
        let place = self.context.model.place.at("shapes").at(&self.context.model[owner].name);
        let place = place.at("members").at(&member.name);
        if let Some(wanted) = self.wanted(member) {
            let shape = &self.context.model[member.shape].name;
            let message = format!("`{}` cannot stand there", shape.escape_default());
            let help = Some(format!("expected {wanted}"));
            return Err(place.at("location").problem(message).help(help));
        }
        let name = self.context.wire_name(member);
        let fits = match member.location {
            Location::Header => is_token(&name),
            Location::Headers => name.is_empty() || is_token(&name),
            _ => true,
        };
        if fits {
            return Ok(());
        }
        let message = format!("`{}` is no name of a header", name.escape_default());
        Err(place.at("locationName").problem(message))
    }

    /// What a member would have to be to stand where it does, if it is not.
    fn wanted(&self, member: &MemberModel) -> Option<&'static str> {
        let (id, is_flat) = (member.shape, |id| self.is_scalar(id) || self.is_list(id));
        let (fits, wanted) = match member.location {
            Location::Body => (true, ""),
            Location::Header if is_json_text(member) => {
                (matches!(self.kind(id), ShapeKind::Text), "text, as `jsonvalue` stands there")
            }
            Location::Header => (is_flat(id), "a scalar or a list of scalars"),
            Location::Headers => (self.is_map(id, |id| self.is_text(id)), "a map of texts"),
            Location::Query => (
                is_flat(id) || self.is_map(id, is_flat),
                "a scalar, a list of scalars, or a map of either",
            ),
            Location::Uri => (self.is_scalar(id), "a scalar"),
            Location::Status => {
                (matches!(self.kind(id), ShapeKind::Integer | ShapeKind::Long), "an integer")
            }
        };
        (!fits).then_some(wanted)
    }

    /// What is the body cannot stand elsewhere.
    fn payload(&self, id: ShapeId) -> Result<(), Diagnostic> {
        let structure = self.context.model.structure(id);
        let member = structure.and_then(|shape| shape.members.get(shape.payload?));
        match member {
            Some(member) if member.location != Location::Body => {
                let place = self.context.model.place.at("shapes").at(&self.context.model[id].name);
                let message = format!("`{}` has a location", member.name.escape_default());
                let help = Some("expected a member without one, to be the body".to_owned());
                Err(place.at("payload").problem(message).help(help))
            }
            _ => Ok(()),
        }
    }

    fn kind(&self, id: ShapeId) -> &ShapeKind {
        &self.context.model[id].kind
    }

    fn is_text(&self, id: ShapeId) -> bool {
        matches!(self.kind(id), ShapeKind::Text | ShapeKind::Enum(_))
    }

    fn is_scalar(&self, id: ShapeId) -> bool {
        !matches!(
            self.kind(id),
            ShapeKind::Structure(_)
                | ShapeKind::Document
                | ShapeKind::List(_)
                | ShapeKind::Map { .. }
        )
    }

    fn is_list(&self, id: ShapeId) -> bool {
        matches!(self.kind(id), ShapeKind::List(element) if self.is_scalar(element.shape))
    }

    fn is_map(&self, id: ShapeId, holds: impl Fn(ShapeId) -> bool) -> bool {
        matches!(self.kind(id), ShapeKind::Map { value, .. } if holds(value.shape))
    }
}

/// The names in braces, without the `+` of greedy ones.
fn labels<'t>(place: &Place, template: &'t str) -> Result<Vec<&'t str>, Diagnostic> {
    let mut found = Vec::new();
    let mut pieces = template.split('{');
    let before = pieces.next().unwrap_or_default();
    let mut lonely = before.contains('}');
    for piece in pieces {
        match piece.split_once('}') {
            Some((label, after)) if !after.contains('}') => {
                found.push(label.strip_suffix('+').unwrap_or(label));
            }
            _ => lonely = true,
        }
    }
    match lonely {
        true => Err(place.problem("a brace without its other one")),
        false => Ok(found),
    }
}

fn known_label(place: &Place, label: &str, known: &[&str], what: &str) -> Result<(), Diagnostic> {
    if known.contains(&label) {
        return Ok(());
    }
    let message = format!("`{}` is {what}", label.escape_default());
    Err(place.problem(message).help(nearest(label, known.iter().copied())))
}

/// Is this a name in the sense of HTTP: of a header, or of a method?
fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}
