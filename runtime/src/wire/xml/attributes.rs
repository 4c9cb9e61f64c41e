//! The attributes of an element.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// The value of an attribute, or why the attributes cannot be read.
///
/// A name with a prefix stands for one in whatever namespace: which prefix a document declares for
/// it is its own business. A name without prefix is an attribute without one.
pub(super) fn value(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let wanted = name.split_once(':').map_or((false, name), |(_, local)| (true, local));
    // Unchecked: looking for repeated names takes quadratic time. The first one counts.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key;
        let prefix = key.prefix();
        let declares = prefix.is_some_and(|prefix| prefix.as_ref() == "xmlns");
        let found = (prefix.is_some(), key.local_name().into_inner());
        if !declares && found == wanted {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return value.map(|value| Some(value.into_owned())).map_err(|error| error.to_string());
        }
    }
    Ok(None)
}
