//! What tests hold: a service that answers from a script, and the part of it for one operation.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use super::record::{Call, Recorded};
use super::script::{Accepts, Give, Outcome, Script};
use super::{Fault, PausedClock, Unfinished, lock};
use crate::call::{
    Operation, OperationSpec, Sending, Transport, TransportError, TransportErrorKind,
};
use crate::config::{Config, ConfigBuilder};
use crate::error::Error;

/// AWS as a test wants it: what each call is answered with, in order, and what was asked.
///
/// Clients that are made of [`config`](Scripted::config) send nothing. A call is written as if it were
/// to be sent, so that an input that makes no request is an error here too, and then it gets the next
/// answer that was given for its operation. That answer is final: what the program sees after all
/// attempts, as in botocore's `Stubber`. Time passes by a [`PausedClock`].
///
/// A call for which there is no answer fails with an error that has an
/// [`UnexpectedCall`](super::UnexpectedCall) among its sources; [`finish`](Scripted::finish) tells of
/// it once more, and of answers that nobody asked for. Clones share everything.
///
/// The documentation of `maitred-services` has an example that pages and waits.
#[derive(Debug, Clone, Default)]
pub struct Scripted(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    clock: PausedClock,
    script: Mutex<Script>,
}

impl Scripted {
    /// A script without an answer, and a clock of its own.
    #[must_use]
    pub fn new() -> Self {
        Scripted::default()
    }

    /// A configuration for clients that ask here, in `us-east-1`.
    #[must_use]
    pub fn config(&self) -> Config {
        Config::scripted(Arc::new(self.clone()), Arc::new(self.clock().clone()))
    }

    /// The same in the making, for another region and the like. Its transport and its clock are what
    /// makes it ask here.
    pub fn builder(&self) -> ConfigBuilder {
        Config::builder()
            .region("us-east-1")
            .credentials("scripted", "scripted", None)
            .bearer_token("scripted")
            .transport(self.clone())
            .clock(self.clock().clone())
    }

    /// The clock that everything waits by.
    #[must_use]
    pub fn clock(&self) -> &PausedClock {
        &self.0.clock
    }

    /// The answers of an operation: `aws.on::<dynamodb::operation::DescribeTable>()`. Called again, it
    /// adds to those given before.
    pub fn on<O: Operation>(&self) -> On<O> {
        On { script: self.clone(), accepts: None, operation: PhantomData }
    }

    /// What was asked so far, in order, with or without an answer.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.0.script).calls()
    }

    /// The inputs that an operation was called with so far. What is filled in later, such as
    /// idempotency tokens, is not in them.
    #[must_use]
    pub fn inputs<O: Operation>(&self) -> Vec<O::Input> {
        self.calls().iter().filter_map(|call| call.input::<O>().cloned()).collect()
    }

    /// Checks that the script was played to its end.
    ///
    /// # Errors
    ///
    /// The answers that nobody asked for, and the calls for which there was none. Standing answers
    /// ([`On::always`]) need not be asked for.
    pub fn finish(&self) -> Result<(), Unfinished> {
        lock(&self.0.script).finish()
    }

    fn give(&self, operation: &'static OperationSpec, accepts: Option<Accepts>, give: Give) {
        lock(&self.0.script).give(operation, accepts, give);
    }

    /// What a call gets. The script is free while closures of the test run, which may look at it.
    pub(crate) fn answer(
        &self,
        operation: &'static OperationSpec,
        input: Arc<dyn Recorded>,
    ) -> Result<Box<dyn Any + Send>, Error> {
        let call = Call::new(operation, input, self.clock().elapsed());
        let next = lock(&self.0.script).next(&call);
        match next {
            Ok(give) => give.outcome(call.any()).map_err(|fault| fault.into_error(operation)),
            Err(unexpected) => {
                let error = Error::config("a call that the script has no answer for");
                Err(error.caused_by(unexpected).of(operation))
            }
        }
    }
}

/// Reached only through a transport around it: what is asked here is typed, not sent.
impl Transport for Scripted {
    fn send(&self, _: http::Request<bytes::Bytes>) -> Sending {
        let text = "a script answers calls, not requests: set it as the transport itself";
        Box::pin(async move { Err(TransportError::new(TransportErrorKind::TooLarge, text)) })
    }

    fn script(&self) -> Option<&Scripted> {
        Some(self)
    }
}

/// The answers of an operation, in the making: each method adds to the [script](Scripted).
///
/// A call gets the first answer left that accepts its input; once these are used up, the first
/// standing one that does. An output of another operation does not compile.
pub struct On<O: Operation> {
    script: Scripted,
    accepts: Option<Accepts>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> On<O> {
    /// The answers that follow are for calls with such an input only. The closure may be asked more
    /// than once, and must not look at the script.
    #[must_use = "the answers are to follow"]
    pub fn when(mut self, accepts: impl Fn(&O::Input) -> bool + Send + Sync + 'static) -> Self {
        self.accepts =
            Some(Arc::new(move |input: &dyn Any| input.downcast_ref().is_some_and(&accepts)));
        self
    }

    /// The next call gets this output.
    pub fn output(self, output: O::Output) -> Self {
        self.then(move |_| Ok(output))
    }

    /// The next calls get these outputs: the pages of a listing, the polls of a wait.
    pub fn outputs(self, outputs: impl IntoIterator<Item = O::Output>) -> Self {
        outputs.into_iter().fold(self, On::output)
    }

    /// The next call gets an output of which this sets the members.
    pub fn filled(self, fill: impl FnOnce(&mut O::Output)) -> Self {
        let mut output = O::Output::default();
        fill(&mut output);
        self.output(output)
    }

    /// The next call fails like this.
    pub fn error(self, fault: impl Into<Fault>) -> Self {
        let fault = fault.into();
        self.then(move |_| Err(fault))
    }

    /// The next call gets what this makes of its input.
    pub fn then(
        self,
        answer: impl FnOnce(&O::Input) -> Result<O::Output, Fault> + Send + 'static,
    ) -> Self {
        self.add(Give::Once(Box::new(move |input| outcome::<O>(input, answer))))
    }

    /// Every call for which no other answer is left gets what this makes of its input.
    pub fn always(
        self,
        answer: impl Fn(&O::Input) -> Result<O::Output, Fault> + Send + Sync + 'static,
    ) -> Self {
        self.add(Give::Always(Arc::new(move |input| outcome::<O>(input, &answer))))
    }

    fn add(self, give: Give) -> Self {
        self.script.give(O::SPEC, self.accepts.clone(), give);
        self
    }
}

fn outcome<O: Operation>(
    input: &dyn Any,
    answer: impl FnOnce(&O::Input) -> Result<O::Output, Fault>,
) -> Outcome {
    // An input of another type can only be that of an operation of the same name, generated twice.
    let input = input.downcast_ref().ok_or_else(|| Fault::new("InputOfAnotherType"))?;
    answer(input).map(|output| Box::new(output) as Box<dyn Any + Send>)
}

impl<O: Operation> fmt::Debug for On<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "On({} {})", O::SPEC.service.name, O::SPEC.name)
    }
}
