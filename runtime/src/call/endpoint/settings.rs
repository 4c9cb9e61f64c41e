//! What the configuration gives to the parameters of the rules.

use super::CustomEndpoint;
use super::rules::Builtin;
use super::values::{Arn, Value};
use crate::call::{OperationSpec, Service};
use crate::config::{EndpointOptions, S3Addressing};

/// The region of services that have none.
pub(super) const GLOBAL: &str = "aws-global";

/// The region whose endpoint of S3 was the only one once.
const OLDEST: &str = "us-east-1";

/// What the values come from.
pub(super) struct Given<'a> {
    pub(super) service: &'static Service,
    pub(super) operation: &'a OperationSpec,
    pub(super) options: &'a EndpointOptions,
    pub(super) region: &'a str,
    pub(super) custom: Option<&'a CustomEndpoint>,
    /// The bucket of the call, if there is one.
    pub(super) bucket: Option<&'a str>,
}

impl Given<'_> {
    /// The value of a setting.
    pub(super) fn value(&self, builtin: Builtin) -> Option<Value> {
        let (options, s3) = (self.options, &self.options.s3);
        let yes = match builtin {
            Builtin::Host => return text(self.service.endpoints.host),
            Builtin::Region => return text(self.region),
            Builtin::Endpoint => return self.custom.and_then(|custom| text(&custom.to_string())),
            Builtin::AccountId => return options.account_id.as_deref().and_then(text),
            Builtin::AccountIdMode => return text(options.account_id_mode().text()),
            Builtin::UseFips => self.custom.is_none() && options.fips.unwrap_or(false),
            Builtin::UseDualStack => self.custom.is_none() && self.dual_stack(),
            Builtin::ForcePathStyle => self.force_path_style(),
            Builtin::Accelerate => s3.accelerate.unwrap_or(false),
            Builtin::UseGlobalEndpoint => self.uses_global_s3(),
            Builtin::UseArnRegion => s3.use_arn_region.unwrap_or(true),
            Builtin::UseArnRegionOfControl => s3.use_arn_region.unwrap_or(false),
            Builtin::DisableMultiRegionAccessPoints => s3.disable_multi_region.unwrap_or(false),
            // Sessions of directory buckets are not supported; ordinary signatures do as well.
            Builtin::DisableExpressSessions => true,
            Builtin::UseGlobalSts => false,
        };
        Some(Value::Bool(yes))
    }

    fn dual_stack(&self) -> bool {
        let is_s3 = ["s3", "s3control"].contains(&self.service.name);
        let own = self.options.s3.dual_stack.filter(|_| is_s3);
        own.or(self.options.dual_stack).unwrap_or(false)
    }

    /// Is the bucket to stand in the path? Behind an endpoint that is set by hand it is, unless the
    /// caller says otherwise, as in botocore: few such have names for every bucket.
    fn force_path_style(&self) -> bool {
        let (s3, custom) = (&self.options.s3, self.custom.is_some());
        if self.operation.name == "GetBucketLocation" {
            return true;
        }
        if self.bucket.is_some_and(|bucket| Arn::parse(bucket).is_some()) {
            return false;
        }
        match s3.addressing.unwrap_or_default() {
            _ if s3.accelerate == Some(true) => false,
            S3Addressing::Path => true,
            S3Addressing::Virtual => false,
            S3Addressing::Auto => custom,
        }
    }

    /// Does the oldest region use the endpoint that is nobody's?
    fn uses_global_s3(&self) -> bool {
        let oldest = [OLDEST, GLOBAL].contains(&self.region);
        oldest && !self.options.s3.regional_us_east_1.unwrap_or(false)
    }
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}
