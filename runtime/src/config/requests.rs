//! What is done to the bodies of requests: checksums and compression.

use super::ConfigBuilder;
use super::environment::Environment;
use super::profile::Profile;
use crate::error::Error;

const CHECKSUMS: Setting =
    Setting { variable: "AWS_REQUEST_CHECKSUM_CALCULATION", key: "request_checksum_calculation" };
const NO_COMPRESSION: Setting =
    Setting { variable: "AWS_DISABLE_REQUEST_COMPRESSION", key: "disable_request_compression" };
const COMPRESSION_FROM: Setting = Setting {
    variable: "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
    key: "request_min_compression_size_bytes",
};

/// The sizes that a body may be required to have before it is compressed.
const SIZES: std::ops::RangeInclusive<usize> = 1..=1_048_576;

/// What is done to the bodies of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Requests {
    /// Is a checksum added where a service takes one but does not need it?
    pub(crate) checksum_when_supported: bool,
    /// From which size on a body is compressed, where a service takes that.
    pub(crate) compressed_from: Option<usize>,
}

/// As botocore has it.
impl Default for Requests {
    fn default() -> Self {
        Requests { checksum_when_supported: true, compressed_from: Some(10_240) }
    }
}

/// What a builder says of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RequestOptions {
    optional_checksums: Option<bool>,
    compressed_from: Option<Option<usize>>,
}

impl RequestOptions {
    /// The settings, those of the builder before what was found.
    pub(super) fn or(self, found: Requests) -> Requests {
        Requests {
            checksum_when_supported: self
                .optional_checksums
                .unwrap_or(found.checksum_when_supported),
            compressed_from: self.compressed_from.unwrap_or(found.compressed_from),
        }
    }
}

impl ConfigBuilder {
    /// Is a checksum sent where a service takes one but does not need it? The default is yes, which
    /// botocore calls `when_supported`; some servers that speak S3 take none.
    pub fn optional_checksums(mut self, yes: bool) -> Self {
        self.requests.optional_checksums = Some(yes);
        self
    }

    /// From how many bytes on a body is compressed where a service takes that, or never. The default
    /// is 10,240. It needs the feature `compression`.
    pub fn compress_from(mut self, bytes: Option<usize>) -> Self {
        self.requests.compressed_from = Some(bytes);
        self
    }
}

/// A variable, and the key of a profile that says the same.
struct Setting {
    variable: &'static str,
    key: &'static str,
}

impl Setting {
    /// The value, and what it is called in an error text.
    fn find<'a>(
        &self,
        environment: &'a Environment,
        profile: &'a Profile,
    ) -> Option<(String, &'a str)> {
        match (environment.get(self.variable), profile.get(self.key)) {
            (Some(value), _) => Some((self.variable.to_owned(), value.trim())),
            (None, Some(value)) => Some((format!("{} of {profile}", self.key), value.trim())),
            (None, None) => None,
        }
    }
}

impl Requests {
    /// What the environment and the profile say.
    ///
    /// # Errors
    ///
    /// A value that is set is none.
    pub(super) fn find(environment: &Environment, profile: &Profile) -> Result<Self, Error> {
        let mut requests = Requests::default();
        if let Some((what, value)) = CHECKSUMS.find(environment, profile) {
            requests.checksum_when_supported = when_supported(&what, value)?;
        }
        if let Some((what, value)) = COMPRESSION_FROM.find(environment, profile) {
            requests.compressed_from = Some(size(&what, value)?);
        }
        let disabled = NO_COMPRESSION.find(environment, profile);
        if disabled.is_some_and(|(_, value)| value.eq_ignore_ascii_case("true")) {
            requests.compressed_from = None;
        }
        Ok(requests)
    }
}

fn when_supported(what: &str, value: &str) -> Result<bool, Error> {
    match value.to_ascii_lowercase().as_str() {
        "when_supported" => Ok(true),
        "when_required" => Ok(false),
        _ => Err(Error::config(format!(
            "{what} is '{value}': expected when_supported or when_required"
        ))),
    }
}

fn size(what: &str, value: &str) -> Result<usize, Error> {
    let size = value.parse().ok().filter(|size| SIZES.contains(size));
    size.ok_or_else(|| {
        let (least, most) = (SIZES.start(), SIZES.end());
        Error::config(format!("{what} is '{value}': expected a number of bytes, {least} to {most}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)]) -> Result<Requests, String> {
        let pairs = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let environment = Environment::of(pairs);
        let profile = Profile::load(&environment, None).unwrap();
        Requests::find(&environment, &profile).map_err(|error| error.to_string())
    }

    fn requests(checksum_when_supported: bool, compressed_from: Option<usize>) -> Requests {
        Requests { checksum_when_supported, compressed_from }
    }

    #[test]
    fn settings_are_botocores() {
        let checksums = "AWS_REQUEST_CHECKSUM_CALCULATION";
        let (from, disable) =
            ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "AWS_DISABLE_REQUEST_COMPRESSION");
        let cases: [(&[_], _); 6] = [
            (&[], requests(true, Some(10_240))),
            (&[(checksums, "WHEN_SUPPORTED")], requests(true, Some(10_240))),
            (&[(checksums, "when_required")], requests(false, Some(10_240))),
            (&[(from, " 1 ")], requests(true, Some(1))),
            (&[(from, "1"), (disable, "True")], requests(true, None)),
            (&[(disable, "false")], requests(true, Some(10_240))),
        ];
        for (variables, expected) in cases {
            assert_eq!(found(variables), Ok(expected), "{variables:?}");
        }
    }

    #[test]
    fn what_the_builder_says_goes_before_what_is_found() {
        let environment = [("AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported")];
        let found = found(&environment).unwrap();
        let said = |builder: ConfigBuilder| builder.requests.or(found);
        assert_eq!(said(ConfigBuilder::default()), requests(true, Some(10_240)));
        let off = ConfigBuilder::default().optional_checksums(false).compress_from(None);
        assert_eq!(said(off), requests(false, None));
        let on = ConfigBuilder::default().optional_checksums(true).compress_from(Some(1));
        assert_eq!(said(on), requests(true, Some(1)));
    }

    #[test]
    fn settings_that_are_none_are_errors() {
        let cases = [
            (
                ("AWS_REQUEST_CHECKSUM_CALCULATION", "never"),
                "AWS_REQUEST_CHECKSUM_CALCULATION is 'never': expected when_supported or \
                 when_required",
            ),
            (
                ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "0"),
                "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES is '0': expected a number of bytes, \
                 1 to 1048576",
            ),
            (
                ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "x"),
                "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES is 'x': expected a number of bytes, \
                 1 to 1048576",
            ),
        ];
        for (variable, expected) in cases {
            let error = found(&[variable]).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
