//! The payment core as a model: its tables with their conditional updates, its workers, the queue and the
//! gateway, in steps as small as those between which a process can die. The rules are not the model's:
//! who may become what is asked of `domain`, as the shop asks it.
//!
//! `chaos r0` walks through all of a small world, `chaos r1` through many random walks of a larger one.

use domain::{
    Currency, Money,
    order::OrderState,
    payment::{DeclineReason, PaymentState},
};

mod gateway;
mod steps;
mod verbs;

pub use gateway::Record;
pub use steps::Step;

/// How large the world is and what may go wrong in it.
#[derive(Debug, Clone)]
pub struct Config {
    pub orders: usize,
    pub units: u8,
    pub workers: usize,
    pub attempts: usize,
    pub crashes: u8,
    /// Answers of the gateway that never arrive.
    pub lost_answers: u8,
    /// Webhooks rung for one charge at most; none is always possible.
    pub bells: u8,
    pub flaw: Option<Flaw>,
}

/// A mistake built in on purpose: the model must be able to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Every sending has a key of its own.
    NewKeyEachTime,
    /// Goods are given back while their charge is on its way, and the charge isn't called back.
    ExpireWhileSending,
    /// What was heard last is believed.
    BelieveTheLatest,
    /// A job that a crash took away is gone, and nobody sweeps.
    TrustTheQueue,
    /// The shelf is read first and written later.
    ReadThenWrite,
}

impl Flaw {
    pub const ALL: [Self; 5] = [
        Self::NewKeyEachTime,
        Self::ExpireWhileSending,
        Self::BelieveTheLatest,
        Self::TrustTheQueue,
        Self::ReadThenWrite,
    ];
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    pub orders: Vec<Order>,
    pub on_hand: u8,
    pub reserved: u8,
    pub workers: Vec<Hand>,
    pub crashes: u8,
    pub lost_answers: u8,
}

/// An order that was placed, or is still a wish.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Order {
    pub stand: Option<OrderStand>,
    pub hold: Hold,
    pub attempts: Vec<Attempt>,
    /// A shopper who looked at the shelf and believed it. Only with a flaw.
    pub saw_goods: bool,
}

/// One attempt to pay, here and at the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Attempt {
    pub stand: Stand,
    pub gateway: Record,
    /// How often the card was really charged.
    pub captures: u8,
    pub charge_jobs: u8,
    pub settle_jobs: u8,
    /// Webhooks on their way.
    pub bells: u8,
    /// Money that came for nothing was written down for a person.
    pub noted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hold {
    None,
    Held,
    Sold,
}

/// Where a worker is within a job. A crash loses this, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hand {
    Idle,
    Charging(usize, usize),
    Asking(usize, usize),
    /// `sending` is committed, the request is not out.
    Sending(usize, usize),
    /// The answer is here and not written down.
    Knows(usize, usize, Record),
    /// There was no answer.
    Puzzled(usize, usize),
}

/// `domain::order::OrderState`, as far as payments move it, in a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderStand {
    Pending,
    Failed,
    Paid,
}

/// `domain::payment::PaymentState` in a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    Created,
    Sending,
    Unknown,
    Action,
    Failed,
    Voided,
    Captured,
}

impl OrderStand {
    fn real(self) -> OrderState {
        match self {
            Self::Pending => OrderState::PendingPayment,
            Self::Failed => OrderState::PaymentFailed,
            Self::Paid => OrderState::Paid,
        }
    }

    fn may_become(self, to: Self) -> bool {
        self.real().advance(to.real()).is_ok()
    }
}

impl Stand {
    fn real(self) -> PaymentState {
        let reference = || "pi_1".to_owned();
        match self {
            Self::Created => PaymentState::Created,
            Self::Sending => PaymentState::Sending,
            Self::Unknown => PaymentState::Unknown,
            Self::Action => PaymentState::RequiresAction {
                reference: reference(),
                redirect_url: String::new(),
            },
            Self::Failed => PaymentState::Failed {
                reason: DeclineReason::CardDeclined,
            },
            Self::Voided => PaymentState::Voided,
            Self::Captured => PaymentState::Captured {
                reference: reference(),
                amount: Money::new(1800, Currency::Eur),
            },
        }
    }

    fn may_become(self, to: Self) -> bool {
        self != to && self.real().advance(to.real()).is_ok()
    }

    pub fn is_live(self) -> bool {
        self.real().is_live()
    }

    pub fn is_over(self) -> bool {
        matches!(self, Self::Failed | Self::Voided | Self::Captured)
    }
}

impl World {
    pub fn new(config: &Config) -> Self {
        let wish = Order {
            stand: None,
            hold: Hold::None,
            attempts: Vec::new(),
            saw_goods: false,
        };
        Self {
            orders: vec![wish; config.orders],
            on_hand: config.units,
            reserved: 0,
            workers: vec![Hand::Idle; config.workers],
            crashes: config.crashes,
            lost_answers: config.lost_answers,
        }
    }

    /// What is wrong with this world, if anything is.
    pub fn broken(&self, config: &Config) -> Option<&'static str> {
        let held = self.count(Hold::Held);
        let sold = self.count(Hold::Sold);
        if self.reserved != held {
            return Some("the shelf reserves what nobody holds");
        }
        if self.on_hand < self.reserved || config.units != self.on_hand + sold {
            return Some("more was sold or promised than there is");
        }
        self.orders.iter().find_map(broken_order)
    }

    /// Whether every order is at its end, and so is everybody's knowledge of it.
    pub fn is_settled(&self) -> bool {
        self.orders.iter().all(|order| {
            let is_known = order.attempts.iter().all(|attempt| {
                let charged = attempt.gateway == Record::Captured;
                attempt.stand.is_over()
                    && (attempt.noted || charged == (attempt.stand == Stand::Captured))
            });
            is_known && order.stand != Some(OrderStand::Pending) && order.hold != Hold::Held
        })
    }

    fn count(&self, hold: Hold) -> u8 {
        let orders = self.orders.iter().filter(|order| order.hold == hold);
        u8::try_from(orders.count()).expect("a handful")
    }
}

fn broken_order(order: &Order) -> Option<&'static str> {
    let attempts = &order.attempts;
    if attempts.iter().any(|attempt| 1 < attempt.captures) {
        return Some("a card was charged twice for one attempt");
    }
    let unexplained = |attempt: &&Attempt| attempt.stand == Stand::Captured && !attempt.noted;
    let kept = attempts.iter().filter(unexplained).count();
    if 1 < attempts
        .iter()
        .filter(|attempt| attempt.stand.is_live())
        .count()
    {
        return Some("two payments of one order are live");
    }
    match order.stand {
        Some(OrderStand::Paid) if kept != 1 => Some("a paid order was not charged exactly once"),
        Some(OrderStand::Paid) if order.hold != Hold::Sold => {
            Some("a paid order is without its goods")
        }
        Some(OrderStand::Failed) | None if 0 < kept => {
            Some("money was kept for an order that failed")
        }
        Some(OrderStand::Pending) if 0 < kept => Some("an order that was paid still waits"),
        _ => None,
    }
}
