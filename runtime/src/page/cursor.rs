//! Where a listing stands: a pure state machine from one page to the next request.
//!
//! [`Cursor::prepare`] writes tokens and page size into the input before each request;
//! [`Cursor::accept`] takes a page, trims it, and says what comes next. Between the two the
//! cursor can always say with which token to go on. The rules are botocore's, by number, except
//! where it loses or repeats items.

use std::mem::take;

use super::seen::Seen;
use super::spec::{PageView, PaginatorSpec};
use super::{PageOptions, RepeatedToken};
use crate::error::Kind;
use crate::shape::{Cut, Member, Schema, Structure};
use crate::token::{self, ResumeToken, Token, TokenReader, TokenSet};
use crate::wire::Malformed;

/// What a caller may set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// How many items the service is asked for at once.
    pub(crate) page_size: Option<u32>,
    /// How many primary items there are at most, over all pages.
    pub(crate) max_items: Option<usize>,
    /// Where to begin.
    pub(crate) starting_token: Option<String>,
    /// What every listing has.
    pub(crate) general: PageOptions,
}

/// What comes after a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another request.
    Request,
    /// Nothing.
    End,
    /// An error, once the page has been handed out.
    Fault(Fault),
}

/// Why a listing cannot go on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

#[derive(Debug)]
pub(crate) struct Cursor {
    spec: &'static PaginatorSpec,
    schema: &'static Schema,
    page_size: Option<u32>,
    /// How many primary items may still come.
    left: Option<usize>,
    /// How many pages may still come.
    pages_left: Option<u64>,
    /// What of the first page was delivered in an earlier run.
    delivered: Option<i64>,
    /// The tokens of the request that is next or under way.
    request: TokenSet,
    /// The tokens of the request that gave the current page.
    page: TokenSet,
    /// How many primary items were cut off the front of the current page, be it none, if an earlier
    /// run delivered a part of it.
    skipped: Option<usize>,
    standing: Standing,
    on_repeated: RepeatedToken,
    seen: Box<Seen>,
    pages: u64,
}

#[derive(Debug)]
enum Standing {
    /// There was no page yet; the starting token.
    Opening(Option<String>),
    /// The listing goes on with `request`.
    Going,
    /// The current page was cut; it goes on in that page, after so many items.
    Cut(usize),
    /// There is nothing to go on with.
    Over,
}

impl Cursor {
    pub(crate) fn new(
        spec: &'static PaginatorSpec,
        schema: &'static Schema,
        options: Options,
    ) -> Self {
        Cursor {
            spec,
            schema,
            page_size: options.page_size,
            left: options.max_items,
            pages_left: options.general.max_pages,
            delivered: None,
            request: TokenSet::new(),
            page: TokenSet::new(),
            skipped: None,
            standing: Standing::Opening(options.starting_token),
            on_repeated: options.general.on_repeated_token,
            seen: Box::default(),
            pages: 0,
        }
    }

    /// May there be a page at all?
    pub(crate) fn may_begin(&self) -> bool {
        self.pages_left != Some(0)
    }

    /// Makes the input that of the next request: tokens (P8, P18), then page size (P19).
    ///
    /// It may happen ahead of need, so a fault ends nothing yet: [`end`](Cursor::end) does.
    pub(crate) fn prepare(&mut self, input: &mut dyn Structure) -> Result<(), Fault> {
        self.set_tokens(input).and_then(|()| self.set_page_size(input))
    }

    /// Ends the listing, since its fault was handed out.
    pub(crate) fn end(&mut self) {
        self.standing = Standing::Over;
    }

    fn set_tokens(&mut self, input: &mut dyn Structure) -> Result<(), Fault> {
        match &self.standing {
            Standing::Opening(Some(text)) => {
                let text = text.clone();
                self.open(&text, input)?;
                self.note(0);
                Ok(())
            }
            Standing::Opening(None) => {
                self.request = self.tokens_of(input);
                self.note(0);
                Ok(())
            }
            _ => self.inject(input).map_err(|malformed| {
                let text = format!("page {}: its token does not fit {malformed}", self.pages);
                Fault { kind: Kind::Response, text }
            }),
        }
    }

    /// Begins with a starting token, whatever tokens are set on the request (P27).
    fn open(&mut self, text: &str, input: &mut dyn Structure) -> Result<(), Fault> {
        let fault = |text: String| Fault { kind: Kind::StartingToken, text };
        let names: Vec<&str> = self.names().collect();
        let start = token::decode(text, &names).map_err(|bad| fault(bad.to_string()))?;
        self.request = start.tokens;
        self.delivered = start.amount;
        self.inject(input).map_err(|malformed| {
            let shown = token::bounded(text);
            fault(format!("starting token {shown:?} does not fit {malformed}"))
        })
    }

    /// The tokens that the caller set on the request: they are where the listing begins.
    fn tokens_of(&self, input: &dyn Structure) -> TokenSet {
        let token =
            |(index, member): (usize, &Member)| Token::of(input.member(index)?.get()?, member);
        self.token_members().map(token).collect()
    }

    /// Sets the tokens that are there, and unsets the members of those that are not (P18).
    fn inject(&self, input: &mut dyn Structure) -> Result<(), Malformed> {
        let mut members = self.token_members().zip(&self.request);
        members.try_for_each(|((index, member), token)| write(input, index, member, token.as_ref()))
    }

    fn set_page_size(&self, input: &mut dyn Structure) -> Result<(), Fault> {
        let (Some(size), Some(limit)) = (self.page_size, self.spec.limit) else { return Ok(()) };
        let Some(member) = self.schema.members.get(limit) else { return Ok(()) };
        let token = Token::Integer(i64::from(size));
        write(input, limit, member, Some(&token)).map_err(|malformed| Fault {
            kind: Kind::Config,
            text: format!("page size {size} does not fit {malformed}"),
        })
    }

    fn token_members(&self) -> impl Iterator<Item = (usize, &'static Member)> {
        let members = self.schema.members;
        self.spec.input_tokens.iter().filter_map(|index| Some((*index, members.get(*index)?)))
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.token_members().map(|(_, member)| member.name)
    }

    /// Takes a page: cuts off what was delivered before and what exceeds the limit, and says what
    /// comes next, in the order of rule P9, except that the tokens are read first, from the page
    /// as it came: some services name the last item as their token.
    pub(crate) fn accept(&mut self, page: &mut dyn PageView) -> Next {
        let next = self.next_tokens(page);
        self.pages += 1;
        self.pages_left = self.pages_left.map(|pages| pages.saturating_sub(1));
        self.page = take(&mut self.request);
        self.skipped = None;
        if let Some(amount) = self.delivered.take() {
            self.skip(page, amount);
        }
        match self.count(page) {
            Some(keep) => self.cut(page, keep),
            None => self.advance(next),
        }
    }

    /// The next request's tokens; `None` at the end (P15, P17, P18).
    fn next_tokens(&self, page: &dyn PageView) -> Option<TokenSet> {
        if !page.has_more() {
            return None;
        }
        let present = |token: Option<Token>| token.filter(|token| !token.is_absent());
        let mut tokens: TokenSet = page.tokens().into_iter().map(present).collect();
        tokens.resize(self.spec.input_tokens.len(), None);
        tokens.iter().any(Option::is_some).then_some(tokens)
    }

    /// Cuts off the primary items delivered before, and with them the other results, which were
    /// delivered whole then (P28, P29). A negative amount keeps that many items of the end.
    fn skip(&mut self, page: &mut dyn PageView, amount: i64) {
        let mut skipped = 0;
        if let Some(primary) = page.result(0) {
            let count = usize::try_from(amount.unsigned_abs()).unwrap_or(usize::MAX);
            let length = primary.length();
            skipped = if amount < 0 { length.saturating_sub(count) } else { count.min(length) };
            primary.cut(Cut::First(skipped));
        }
        self.skipped = Some(skipped);
        for key in 1..self.spec.result_keys.len() {
            if let Some(result) = page.result(key) {
                result.cut(Cut::Content);
            }
        }
    }

    /// Counts the primary items (P10); how many the page may keep, if it has too many.
    fn count(&mut self, page: &mut dyn PageView) -> Option<usize> {
        let left = self.left.as_mut()?;
        let length = page.result(0).map_or(0, |primary| primary.length());
        if length > *left {
            return Some(*left);
        }
        *left -= length;
        None
    }

    /// Ends in the middle of a page; whether there were more does not matter (P22).
    fn cut(&mut self, page: &mut dyn PageView, keep: usize) -> Next {
        if let Some(primary) = page.result(0) {
            primary.cut(Cut::AllBut(keep));
        }
        self.standing = Standing::Cut(self.skipped.unwrap_or(0) + keep);
        Next::End
    }

    fn advance(&mut self, next: Option<TokenSet>) -> Next {
        let Some(next) = next else {
            self.standing = Standing::Over;
            return Next::End;
        };
        self.request = next;
        self.standing = Standing::Going;
        if self.left == Some(0) || self.pages_left == Some(0) {
            return Next::End; // exactly at the limit (P21)
        }
        match self.note(self.pages) {
            None => Next::Request,
            // The token stays the one to go on with: later there may be more to be had by it.
            Some(_) if self.on_repeated == RepeatedToken::Stop => Next::End,
            Some(before) => self.repeated(before),
        }
    }

    /// Notes the tokens that this page named; gives the page that named them before, if that
    /// matters.
    fn note(&mut self, page: u64) -> Option<u64> {
        match self.on_repeated {
            RepeatedToken::GoOn => None,
            RepeatedToken::Error | RepeatedToken::Stop => self.seen.note(&self.request, page),
        }
    }

    /// The tokens of this page were used before, so the listing would never end (P18b).
    fn repeated(&mut self, before: u64) -> Next {
        self.standing = Standing::Over;
        let tokens = token::show(self.names(), &self.request);
        let page = self.pages;
        let text = match before {
            0 => format!("page {page} names the token of the first request again: {tokens}"),
            _ => format!("page {page} names the token of page {before} again: {tokens}"),
        };
        let text = text + "; going on would never end";
        Next::Fault(Fault { kind: Kind::RepeatedToken, text })
    }

    /// With what to go on after the current page, if there is anything.
    pub(crate) fn resume_token(&self) -> Option<ResumeToken> {
        match &self.standing {
            Standing::Opening(Some(text)) => Some(ResumeToken::from(text.as_str())),
            // The caller's own tokens, once they are read, are where the listing begins.
            Standing::Opening(None) if self.request.iter().all(Option::is_none) => None,
            Standing::Opening(None) | Standing::Going => {
                Some(token::encode(self.names(), &self.request, None))
            }
            Standing::Cut(amount) => Some(self.within(Some(*amount))),
            Standing::Over => None,
        }
    }

    /// With what to go on in the middle of the current page: after so many of the primary items
    /// that it was handed out with, or with the page again as it was handed out.
    pub(crate) fn resume_within(&self, taken: Option<usize>) -> ResumeToken {
        let counted = taken.map(|taken| self.skipped.unwrap_or(0) + taken);
        self.within(counted.or(self.skipped))
    }

    /// How many tokens are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.seen.kept()
    }

    fn within(&self, amount: Option<usize>) -> ResumeToken {
        let amount = amount.map(|amount| i64::try_from(amount).unwrap_or(i64::MAX));
        token::encode(self.names(), &self.page, amount)
    }
}

/// Sets or unsets a member of the input.
fn write(
    input: &mut dyn Structure,
    index: usize,
    member: &Member,
    token: Option<&Token>,
) -> Result<(), Malformed> {
    let Some(slot) = input.member_mut(index) else { return Ok(()) };
    slot.cut(Cut::Everything);
    let Some(token) = token else { return Ok(()) };
    let read = slot.read(&mut TokenReader::new(token), member);
    read.map_err(|malformed| malformed.within(member.name))
}
