//! One listing: what may come next, where it stops, and with which token it goes on.

use std::time::Instant;

use maitred::{Error, ResumeToken};

use crate::chance::Chance;
use crate::memory;
use crate::told::Told;

/// What an item is: its number among those that must come once, or among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    Item(u64),
    Other(u64),
    /// It is not one that the server sends.
    Garbled,
}

/// What to do after an item.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Then {
    Go,
    Stop,
}

/// A listing under way.
#[derive(Debug)]
pub(crate) struct Run {
    told: Told,
    whole: u64,
    chance: Chance,
    /// How many items come before the next stop.
    left: u64,
    deadline: Instant,
    token: Option<String>,
}

impl Run {
    /// A listing of so many items, which must be done by then.
    pub(crate) fn new(name: &'static str, whole: u64, seed: u64, deadline: Instant) -> Self {
        let told = Told { name, items: 0, others: 0, repeated: 0, stops: 0, errors: 0 };
        Run { told, whole, chance: Chance::new(seed), left: 0, deadline, token: None }
    }

    /// With what to begin, or to go on; decides where to stop.
    pub(crate) fn begin(&mut self) -> Option<String> {
        self.left = match self.chance.below(8) {
            0 => 1 + self.chance.below(3),
            1 => 1 + self.chance.below(3000),
            _ => 1 + self.chance.below(200),
        };
        self.token.take()
    }

    /// Takes an item.
    ///
    /// # Errors
    ///
    /// It is not the one that must come.
    pub(crate) fn item(&mut self, read: Read) -> Result<Then, String> {
        let Told { name, items, others, .. } = self.told;
        match read {
            Read::Item(number) if number == items => self.told.items += 1,
            Read::Other(number) if number == others => self.told.others += 1,
            Read::Other(number) if number < others => self.told.repeated += 1,
            _ => return Err(format!("{name}: expected item {items} or other {others}: {read:?}")),
        }
        if self.told.items.is_multiple_of(256) {
            memory::sample(self.told.items, self.whole);
        }
        self.left -= 1;
        Ok(if self.left == 0 { Then::Stop } else { Then::Go })
    }

    /// The listing was stopped here.
    pub(crate) fn stopped(&mut self, token: Option<ResumeToken>) -> Result<(), String> {
        self.told.stops += 1;
        self.go_on(token)
    }

    /// The listing ended in an error. Those that the network caused do not end the run.
    pub(crate) fn failed(
        &mut self,
        error: &Error,
        token: Option<ResumeToken>,
    ) -> Result<(), String> {
        self.again(error)?;
        self.go_on(token)
    }

    /// The listing asks again after an error.
    pub(crate) fn again(&mut self, error: &Error) -> Result<(), String> {
        let passes = error.is_transport() || error.is_throttling();
        if !passes && error.status().is_none_or(|status| status < 500) {
            return Err(format!("{}: {error:?}", self.told.name));
        }
        self.told.errors += 1;
        self.in_time()
    }

    fn in_time(&self) -> Result<(), String> {
        match Instant::now() > self.deadline {
            true => Err(format!("{}: not done in time", self.told)),
            false => Ok(()),
        }
    }

    fn go_on(&mut self, token: Option<ResumeToken>) -> Result<(), String> {
        self.token = token.map(|token| token.to_string());
        self.in_time()?;
        let Told { name, items, others, .. } = self.told;
        // Without a token it begins anew, which is right at the very beginning and at the very end.
        if self.token.is_none() && items + others > 0 && items < self.whole {
            return Err(format!("{name}: no token after {items} items and {others} others"));
        }
        Ok(())
    }

    /// Is there nothing to go on with, as everything came?
    pub(crate) fn is_over(&self) -> bool {
        self.token.is_none() && self.told.items == self.whole
    }

    /// The listing came to its end.
    ///
    /// # Errors
    ///
    /// Not everything came.
    pub(crate) fn end(self, others: u64) -> Result<Told, String> {
        memory::sample(self.told.items, self.whole);
        if self.told.items != self.whole || self.told.others != others {
            return Err(format!("{}: expected {} and {others} others", self.told, self.whole));
        }
        Ok(self.told)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn after(reads: &[Read]) -> Result<(), String> {
        let mut run = Run::new("test", 10, 1, Instant::now() + DAY);
        for read in reads {
            run.left = 2;
            run.item(*read)?;
        }
        Ok(())
    }

    #[test]
    fn an_item_that_is_lost_or_comes_again_is_seen() {
        use Read::{Garbled, Item, Other};
        assert!(after(&[Item(0), Item(1), Other(0), Other(1), Other(0), Item(2)]).is_ok());
        for wrong in
            [[Item(0), Item(0)], [Item(0), Item(2)], [Other(0), Other(2)], [Item(0), Garbled]]
        {
            assert!(after(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_end_before_the_end_is_seen() {
        let mut run = Run::new("test", 2, 1, Instant::now() + DAY);
        run.left = 9;
        assert_eq!(run.item(Read::Item(0)), Ok(Then::Go));
        assert!(run.stopped(None).is_err(), "no token, and not everything came");
        assert!(run.end(0).is_err());
    }
}
