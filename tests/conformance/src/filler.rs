//! The input of a call of which only the answer matters: something for each label of path and host,
//! without which there would be no request.

use bytes::Bytes;
use maitred::__private::v1::{
    Document, Malformed, Member, OperationSpec, Reader, Schema, Timestamp, TimestampFormat, Visit,
    VisitEntry, VisitMember,
};

use crate::road::is_label;

/// Text, a number, or whatever the member takes.
#[derive(Debug)]
pub struct Filler {
    host_prefix: &'static str,
}

impl Filler {
    /// Fills what the operation's requests cannot do without.
    pub fn of_requests(operation: &OperationSpec) -> Self {
        Filler { host_prefix: operation.host_prefix.unwrap_or_default() }
    }

    fn needs(&self, member: &Member) -> bool {
        is_label(member.location) || self.host_prefix.contains(&format!("{{{}}}", member.name))
    }
}

impl Reader for Filler {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        sink("example");
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        Ok(Some(true))
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        Ok(Some(1))
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        Ok(Some(1.0))
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        Ok(Some(Bytes::from_static(b"example")))
    }

    fn timestamp(&mut self, _: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        Ok(Some(Timestamp::from_unix(0)))
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Ok(None)
    }

    fn list(&mut self, _: &Member, _: Visit<'_>) -> Result<bool, Malformed> {
        Ok(true)
    }

    fn map(&mut self, _: &Member, _: VisitEntry<'_>) -> Result<bool, Malformed> {
        Ok(true)
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        for (index, known) in schema.members.iter().enumerate() {
            if self.needs(known) {
                member(index, self)?;
            }
        }
        Ok(true)
    }
}
