//! Everything that can happen next. Between any two steps a worker can die.

use super::{Config, Flaw, Hand, Hold, OrderStand, Record, Stand, World};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A shopper looks at the shelf and believes it. Only with a flaw.
    Look(usize),
    Place(usize),
    TakeCharge(usize, usize, usize),
    TakeSettle(usize, usize, usize),
    /// The transaction that claims a payment before it is sent.
    Claim(usize),
    /// The request arrives: this becomes of the card, so many webhooks are rung, and the answer arrives or not.
    Reach {
        worker: usize,
        verdict: Record,
        bells: u8,
        answered: bool,
    },
    /// The gateway is asked; the answer arrives or not.
    Ask(usize, bool),
    /// The transaction that writes down what was heard.
    Store(usize),
    Crash(usize),
    /// A webhook arrives.
    Bell(usize, usize),
    Sweep(usize, usize),
    Expire(usize),
    /// The shopper tries another card.
    Retry(usize),
    /// The buyer answers the bank.
    Answer(usize, usize, bool),
}

/// More of the same job in the queue change nothing.
const JOBS_AT_ONCE: u8 = 2;

impl World {
    pub fn steps(&self, config: &Config) -> Vec<Step> {
        let mut steps = Vec::new();
        for (number, order) in self.orders.iter().enumerate() {
            self.of_order(config, number, &mut steps);
            for attempt in 0..order.attempts.len() {
                self.of_attempt(config, number, attempt, &mut steps);
            }
        }
        for worker in 0..self.workers.len() {
            self.of_worker(config, worker, &mut steps);
        }
        steps
    }

    fn of_order(&self, config: &Config, number: usize, steps: &mut Vec<Step>) {
        let order = &self.orders[number];
        let is_free = self.reserved < self.on_hand;
        match order.stand {
            None if config.flaw == Some(Flaw::ReadThenWrite) => {
                if order.saw_goods {
                    steps.push(Step::Place(number));
                } else if is_free {
                    steps.push(Step::Look(number));
                }
            }
            None if is_free => steps.push(Step::Place(number)),
            Some(OrderStand::Pending)
                if order.hold == Hold::Held && self.may_expire(config, number) =>
            {
                steps.push(Step::Expire(number));
            }
            Some(OrderStand::Failed)
                if order.attempts.len() < config.attempts
                    && is_free
                    && order
                        .attempts
                        .iter()
                        .all(|attempt| !attempt.stand.is_live()) =>
            {
                steps.push(Step::Retry(number));
            }
            _ => {}
        }
    }

    /// What is being paid this moment keeps its goods.
    fn may_expire(&self, config: &Config, number: usize) -> bool {
        config.flaw == Some(Flaw::ExpireWhileSending)
            || self.orders[number].attempts.iter().all(|attempt| {
                !matches!(
                    attempt.stand,
                    Stand::Sending | Stand::Unknown | Stand::Captured
                )
            })
    }

    fn of_attempt(&self, config: &Config, number: usize, place: usize, steps: &mut Vec<Step>) {
        let attempt = &self.orders[number].attempts[place];
        if 0 < attempt.bells {
            steps.push(Step::Bell(number, place));
        }
        if attempt.gateway == Record::Asked {
            steps.push(Step::Answer(number, place, true));
            steps.push(Step::Answer(number, place, false));
        }
        // The sweeper's rows: whatever moves, and has nobody working on it yet.
        if !attempt.stand.is_over()
            && attempt.settle_jobs < JOBS_AT_ONCE
            && config.flaw != Some(Flaw::TrustTheQueue)
        {
            steps.push(Step::Sweep(number, place));
        }
        if let Some(idle) = self.workers.iter().position(|hand| *hand == Hand::Idle) {
            if 0 < attempt.charge_jobs {
                steps.push(Step::TakeCharge(idle, number, place));
            }
            if 0 < attempt.settle_jobs {
                steps.push(Step::TakeSettle(idle, number, place));
            }
        }
    }

    fn of_worker(&self, config: &Config, worker: usize, steps: &mut Vec<Step>) {
        let may_lose = 0 < self.lost_answers;
        match self.workers[worker] {
            Hand::Idle => return,
            Hand::Charging(..) => steps.push(Step::Claim(worker)),
            Hand::Asking(..) => {
                steps.push(Step::Ask(worker, true));
                if may_lose {
                    steps.push(Step::Ask(worker, false));
                }
            }
            Hand::Sending(order, attempt) => {
                let known = self.orders[order].attempts[attempt].gateway;
                let verdicts = match known {
                    Record::Nothing => vec![Record::Captured, Record::Declined, Record::Asked],
                    known => vec![known],
                };
                for verdict in verdicts {
                    for bells in 0..=config.bells {
                        let mut reach = |answered| {
                            steps.push(Step::Reach {
                                worker,
                                verdict,
                                bells,
                                answered,
                            });
                        };
                        reach(true);
                        if may_lose {
                            reach(false);
                        }
                    }
                }
            }
            Hand::Knows(..) | Hand::Puzzled(..) => steps.push(Step::Store(worker)),
        }
        if 0 < self.crashes {
            steps.push(Step::Crash(worker));
        }
    }
}
