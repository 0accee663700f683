//! Switches that make the gateway slow, faulty or absent, for everybody or for one test's payments.
//!
//! A rule's scope is compared with the metadata and payment method of the call; the newest rule
//! that matches wins. Every rule has dice of its own, so parallel tests don't disturb each other.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::form::Metadata;
use crate::span::Span;

/// One setting of the switches, as `POST /switches` takes it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// `metadata.<key>` or `payment_method`, with the value it must have. Empty means every call.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) scope: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) latency: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) down: Option<Down>,
    /// How likely each fault is, from 0 to 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) dice: BTreeMap<Fault, f64>,
    /// After this many faults the rule's dice rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
    #[serde(default)]
    pub(crate) seed: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hang: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) slow: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) late: Option<Span>,
    /// How long a new intent stays hidden from search. Stripe promises a minute at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) search_lag: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Down {
    /// Answers every call with 503.
    Refuse,
    /// Breaks every connection before it says anything of use.
    Cut,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Fault {
    /// Does the work, then never answers.
    ChargeThenHang,
    /// Never answers and does nothing.
    HangBefore,
    /// Does the work, then answers 500 (also to a replay, as Stripe does).
    #[serde(rename = "charge_then_500")]
    #[value(name = "charge_then_500")]
    ChargeThen500,
    /// Answers 503 and does nothing.
    UnavailableBefore,
    /// Answers 429 with Retry-After and does nothing.
    RateLimited,
    /// Answers late.
    Slow,
    /// Does the work, then breaks off in the middle of the answer.
    TruncatedBody,
    /// Answers only after the webhook has been sent.
    AnswerAfterWebhook,
    /// The card is declined, whatever its number.
    Decline,
    /// The bank wants to ask the buyer, whatever the number.
    RequiresAction,
    /// The payment stays `processing` for two seconds.
    Processing,
    WebhookDrop,
    WebhookDuplicate,
    WebhookLate,
    WebhookOutOfOrder,
    WebhookBadSignature,
    WebhookStale,
    WebhookUnknownType,
    WebhookWrongAmount,
}

/// The moment at which a fault can strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Call,
    Card,
    Webhook,
}

/// What a call or event is about, as far as scopes look at it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Subject {
    pub(crate) metadata: Metadata,
    pub(crate) payment_method: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadRule {
    #[error("a scope names `metadata.<key>` or `payment_method`, not `{0}`")]
    Scope(String),
    #[error("probabilities are between 0 and 1 and add up to at most 1 for each phase")]
    Probability,
}

impl Rule {
    /// Disturbs nothing.
    pub(crate) fn quiet() -> Self {
        Self {
            // Past every sensible client's patience.
            hang: Some(Span::millis(30_000)),
            slow: Some(Span::between(2_000, 8_000)),
            late: Some(Span::between(10_000, 60_000)),
            ..Self::default()
        }
    }

    /// Takes from `other` the times that this rule doesn't set.
    fn with_times_of(self, other: &Self) -> Self {
        Self {
            latency: self.latency.or(other.latency),
            hang: self.hang.or(other.hang),
            slow: self.slow.or(other.slow),
            late: self.late.or(other.late),
            search_lag: self.search_lag.or(other.search_lag),
            ..self
        }
    }

    fn check(&self) -> Result<(), BadRule> {
        for name in self.scope.keys() {
            if name != "payment_method" && !name.starts_with("metadata.") {
                return Err(BadRule::Scope(name.clone()));
            }
        }
        for phase in [Phase::Call, Phase::Card, Phase::Webhook] {
            let faults = self.dice.iter().filter(|(fault, _)| fault.phase() == phase);
            let chances: Vec<f64> = faults.map(|(_, chance)| *chance).collect();
            let each = chances.iter().all(|chance| (0.0..=1.0).contains(chance));
            // A thousandth of a percent of slack for sums of decimal fractions.
            if !each || chances.iter().sum::<f64>() > 1.000_01 {
                return Err(BadRule::Probability);
            }
        }
        Ok(())
    }

    fn matches(&self, subject: &Subject) -> bool {
        self.scope
            .iter()
            .all(|(name, wanted)| match name.strip_prefix("metadata.") {
                Some(key) => subject.metadata.get(key) == Some(wanted),
                None => subject.payment_method.as_ref() == Some(wanted),
            })
    }
}

impl Fault {
    pub(crate) fn phase(self) -> Phase {
        match self {
            Self::ChargeThenHang
            | Self::HangBefore
            | Self::ChargeThen500
            | Self::UnavailableBefore
            | Self::RateLimited
            | Self::Slow
            | Self::TruncatedBody
            | Self::AnswerAfterWebhook => Phase::Call,
            Self::Decline | Self::RequiresAction | Self::Processing => Phase::Card,
            Self::WebhookDrop
            | Self::WebhookDuplicate
            | Self::WebhookLate
            | Self::WebhookOutOfOrder
            | Self::WebhookBadSignature
            | Self::WebhookStale
            | Self::WebhookUnknownType
            | Self::WebhookWrongAmount => Phase::Webhook,
        }
    }
}

/// All rules in force, the base rule from the command line first.
pub(crate) struct Switches {
    set: Mutex<Vec<Set>>,
}

struct Set {
    rule: Rule,
    rng: ChaCha8Rng,
    struck: u32,
}

impl Switches {
    pub(crate) fn new(base: Rule) -> Result<Self, BadRule> {
        base.check()?;
        Ok(Self {
            set: Mutex::new(vec![Set::of(base)]),
        })
    }

    /// Adds a rule in place of the one with the same scope.
    pub(crate) fn put(&self, rule: Rule) -> Result<(), BadRule> {
        rule.check()?;
        let mut sets = self.lock();
        let base = rule.scope.is_empty();
        match sets.iter_mut().find(|set| set.rule.scope == rule.scope) {
            Some(set) if base => *set = Set::of(rule.with_times_of(&set.rule)),
            Some(set) => *set = Set::of(rule),
            None => sets.push(Set::of(rule)),
        }
        Ok(())
    }

    /// Back to undisturbed service; the base times stay.
    pub(crate) fn clear(&self) {
        let mut sets = self.lock();
        sets.truncate(1);
        sets[0] = Set::of(Rule::default().with_times_of(&sets[0].rule));
    }

    pub(crate) fn list(&self) -> Vec<Rule> {
        self.lock().iter().map(|set| set.rule.clone()).collect()
    }

    pub(crate) fn latency(&self, subject: &Subject) -> Duration {
        self.pick(subject, |rule| rule.latency)
    }

    pub(crate) fn hang(&self, subject: &Subject) -> Duration {
        self.pick(subject, |rule| rule.hang)
    }

    pub(crate) fn slow(&self, subject: &Subject) -> Duration {
        self.pick(subject, |rule| rule.slow)
    }

    pub(crate) fn late(&self, subject: &Subject) -> Duration {
        self.pick(subject, |rule| rule.late)
    }

    pub(crate) fn search_lag(&self, subject: &Subject) -> Duration {
        self.pick(subject, |rule| rule.search_lag)
    }

    pub(crate) fn down(&self, subject: &Subject) -> Option<Down> {
        let sets = self.lock();
        let mut newest_first = sets.iter().rev();
        newest_first.find_map(|set| set.rule.down.filter(|_| set.rule.matches(subject)))
    }

    /// Throws the dice of the newest matching rule that has any for this phase.
    pub(crate) fn roll(&self, subject: &Subject, phase: Phase) -> Option<Fault> {
        let mut sets = self.lock();
        let set = sets.iter_mut().rev().find(|set| {
            set.rule.dice.keys().any(|fault| fault.phase() == phase) && set.rule.matches(subject)
        })?;
        set.roll(phase)
    }

    fn pick(&self, subject: &Subject, span: impl Fn(&Rule) -> Option<Span>) -> Duration {
        let mut sets = self.lock();
        for set in sets.iter_mut().rev() {
            if let (Some(span), true) = (span(&set.rule), set.rule.matches(subject)) {
                return span.pick(&mut set.rng);
            }
        }
        Duration::ZERO
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Set>> {
        self.set
            .lock()
            .expect("no code panics while it holds the switches")
    }
}

impl Set {
    fn of(rule: Rule) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(rule.seed),
            rule,
            struck: 0,
        }
    }

    fn roll(&mut self, phase: Phase) -> Option<Fault> {
        if self.rule.times.is_some_and(|times| self.struck >= times) {
            return None;
        }
        let mut left: f64 = self.rng.random();
        for (fault, chance) in &self.rule.dice {
            if fault.phase() != phase {
                continue;
            }
            if left < *chance {
                self.struck += 1;
                return Some(*fault);
            }
            left -= chance;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(order: &str) -> Subject {
        Subject {
            metadata: Metadata::from([("order".into(), order.into())]),
            payment_method: None,
        }
    }

    fn rule(order: &str, fault: Fault, chance: f64) -> Rule {
        Rule {
            scope: BTreeMap::from([("metadata.order".into(), order.into())]),
            dice: BTreeMap::from([(fault, chance)]),
            ..Rule::default()
        }
    }

    #[test]
    fn one_tests_faults_leave_the_others_alone() {
        let switches = Switches::new(Rule::default()).expect("valid");
        let mine = rule("S-1", Fault::HangBefore, 1.0);
        switches.put(mine).expect("valid");
        assert_eq!(
            switches.roll(&about("S-1"), Phase::Call),
            Some(Fault::HangBefore)
        );
        assert_eq!(switches.roll(&about("S-1"), Phase::Webhook), None);
        assert_eq!(switches.roll(&about("S-2"), Phase::Call), None);
    }

    #[test]
    fn a_fault_can_strike_a_given_number_of_times() {
        let switches = Switches::new(Rule {
            times: Some(2),
            ..rule("S-1", Fault::Slow, 1.0)
        })
        .expect("valid");
        let strikes = (0..5).filter_map(|_| switches.roll(&about("S-1"), Phase::Call));
        assert_eq!(strikes.count(), 2);
    }

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = |seed| {
            let base = Rule {
                seed,
                ..rule("S-1", Fault::Decline, 0.5)
            };
            let switches = Switches::new(base).expect("valid");
            (0..64)
                .map(|_| switches.roll(&about("S-1"), Phase::Card).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(
            Switches::new(rule("S-1", Fault::Slow, 1.5)).err(),
            Some(BadRule::Probability)
        );
        let scope = BTreeMap::from([("order".to_owned(), "S-1".to_owned())]);
        let rule = Rule {
            scope,
            ..Rule::default()
        };
        assert_eq!(
            Switches::new(rule).err(),
            Some(BadRule::Scope("order".into()))
        );
    }
}
