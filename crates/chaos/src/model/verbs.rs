//! What each step does: the shop's transactions, statement by statement as `store` has them.

use super::{Attempt, Config, Flaw, Hand, Hold, Order, OrderStand, Record, Stand, Step, World};

impl World {
    pub fn take(&mut self, config: &Config, step: Step) {
        match step {
            Step::Look(order) => self.orders[order].saw_goods = true,
            Step::Place(order) => self.place(order),
            Step::TakeCharge(worker, order, attempt) => {
                self.attempt(order, attempt).charge_jobs -= 1;
                self.workers[worker] = Hand::Charging(order, attempt);
            }
            Step::TakeSettle(worker, order, attempt) => {
                self.attempt(order, attempt).settle_jobs -= 1;
                self.workers[worker] = match self.orders[order].attempts[attempt].stand {
                    Stand::Captured => Hand::Idle,
                    Stand::Created => Hand::Charging(order, attempt),
                    _ => Hand::Asking(order, attempt),
                };
            }
            Step::Claim(worker) => self.claim(config, worker),
            Step::Reach {
                worker,
                verdict,
                bells,
                answered,
            } => self.reach(config, worker, verdict, bells, answered),
            Step::Ask(worker, answered) => self.ask(worker, answered),
            Step::Store(worker) => self.store(config, worker),
            Step::Crash(worker) => self.crash(config, worker),
            Step::Bell(order, attempt) => {
                let attempt = self.attempt(order, attempt);
                attempt.bells -= 1;
                attempt.settle_jobs = (attempt.settle_jobs + 1).min(2);
            }
            Step::Sweep(order, attempt) => {
                let attempt = self.attempt(order, attempt);
                attempt.settle_jobs = (attempt.settle_jobs + 1).min(2);
            }
            Step::Expire(order) => self.expire(config, order),
            Step::Retry(order) => {
                self.orders[order].stand = Some(OrderStand::Pending);
                self.open(order);
            }
            Step::Answer(order, attempt, completed) => {
                let attempt = self.attempt(order, attempt);
                attempt.bells = (attempt.bells + 1).min(2);
                if completed {
                    attempt.gateway = Record::Captured;
                    attempt.captures += 1;
                } else {
                    attempt.gateway = Record::Declined;
                }
            }
        }
    }

    fn attempt(&mut self, order: usize, attempt: usize) -> &mut Attempt {
        &mut self.orders[order].attempts[attempt]
    }

    fn place(&mut self, order: usize) {
        self.orders[order].stand = Some(OrderStand::Pending);
        self.open(order);
    }

    /// Payment, job and hold, in one transaction.
    fn open(&mut self, order: usize) {
        self.reserved += 1;
        let order = &mut self.orders[order];
        order.hold = Hold::Held;
        order.attempts.push(Attempt {
            stand: Stand::Created,
            gateway: Record::Nothing,
            captures: 0,
            charge_jobs: 1,
            settle_jobs: 0,
            bells: 0,
            noted: false,
        });
    }

    fn release(&mut self, order: usize) {
        if self.orders[order].hold == Hold::Held {
            self.orders[order].hold = Hold::None;
            self.reserved -= 1;
        }
    }

    fn claim(&mut self, config: &Config, worker: usize) {
        let Hand::Charging(number, place) = self.workers[worker] else {
            return;
        };
        let order = &self.orders[number];
        self.workers[worker] = match order.attempts[place].stand {
            Stand::Created
                if order.hold != Hold::Held || order.stand != Some(OrderStand::Pending) =>
            {
                self.apply(config, number, place, Record::Canceled);
                Hand::Idle
            }
            Stand::Created => {
                self.attempt(number, place).stand = Stand::Sending;
                Hand::Sending(number, place)
            }
            stand if stand.is_over() => Hand::Idle,
            // It was sent before, perhaps by a worker that is no more. Ask first.
            _ => Hand::Asking(number, place),
        };
    }

    fn reach(
        &mut self,
        config: &Config,
        worker: usize,
        verdict: Record,
        bells: u8,
        answered: bool,
    ) {
        let Hand::Sending(order, place) = self.workers[worker] else {
            return;
        };
        let attempt = self.attempt(order, place);
        let is_new = attempt.gateway == Record::Nothing;
        let has_new_key = config.flaw == Some(Flaw::NewKeyEachTime);
        if verdict == Record::Captured && (is_new || has_new_key) {
            attempt.captures += 1;
        }
        if is_new {
            attempt.gateway = verdict;
            attempt.bells = (attempt.bells + bells).min(2);
        }
        self.workers[worker] = self.heard(order, place, answered);
    }

    fn ask(&mut self, worker: usize, answered: bool) {
        let Hand::Asking(order, place) = self.workers[worker] else {
            return;
        };
        let attempt = self.orders[order].attempts[place];
        self.workers[worker] = match (attempt.gateway, attempt.stand) {
            _ if !answered => self.heard(order, place, false),
            // The gateway has never heard of it, so it is sent again under the same key.
            (Record::Nothing, Stand::Sending | Stand::Unknown) => Hand::Sending(order, place),
            (Record::Nothing, _) => Hand::Idle,
            _ => self.heard(order, place, true),
        };
    }

    fn heard(&mut self, order: usize, place: usize, answered: bool) -> Hand {
        if answered {
            Hand::Knows(order, place, self.orders[order].attempts[place].gateway)
        } else {
            self.lost_answers -= 1;
            Hand::Puzzled(order, place)
        }
    }

    fn store(&mut self, config: &Config, worker: usize) {
        match std::mem::replace(&mut self.workers[worker], Hand::Idle) {
            Hand::Knows(order, place, verdict) => self.apply(config, order, place, verdict),
            Hand::Puzzled(order, place) => {
                let attempt = self.attempt(order, place);
                if attempt.stand == Stand::Sending {
                    attempt.stand = Stand::Unknown;
                }
                if !attempt.stand.is_over() {
                    attempt.settle_jobs = (attempt.settle_jobs + 1).min(2);
                }
            }
            hand => self.workers[worker] = hand,
        }
    }

    /// The queue hands the job out again, to somebody.
    fn crash(&mut self, config: &Config, worker: usize) {
        self.crashes -= 1;
        let hand = std::mem::replace(&mut self.workers[worker], Hand::Idle);
        if config.flaw == Some(Flaw::TrustTheQueue) {
            return;
        }
        match hand {
            Hand::Idle => {}
            Hand::Charging(order, place) => {
                let attempt = self.attempt(order, place);
                attempt.charge_jobs = (attempt.charge_jobs + 1).min(2);
            }
            Hand::Asking(order, place)
            | Hand::Sending(order, place)
            | Hand::Knows(order, place, _)
            | Hand::Puzzled(order, place) => {
                let attempt = self.attempt(order, place);
                attempt.settle_jobs = (attempt.settle_jobs + 1).min(2);
            }
        }
    }

    /// The shopper's time is over. A charge that waits for the bank is called off first.
    fn expire(&mut self, config: &Config, number: usize) {
        let live = self.orders[number]
            .attempts
            .iter()
            .position(|attempt| attempt.stand.is_live());
        let Some(place) = live else {
            return;
        };
        let attempt = self.attempt(number, place);
        if attempt.gateway == Record::Asked {
            attempt.gateway = Record::Canceled;
        }
        let verdict = match attempt.gateway {
            Record::Captured if attempt.stand == Stand::Action => Record::Captured,
            _ => Record::Canceled,
        };
        self.apply(config, number, place, verdict);
    }

    /// `shop::payments::apply`: one transaction under the order's lock.
    fn apply(&mut self, config: &Config, number: usize, place: usize, verdict: Record) {
        let stand = match verdict {
            Record::Nothing => return,
            Record::Asked => Stand::Action,
            Record::Captured => Stand::Captured,
            Record::Declined | Record::Canceled => Stand::Failed,
        };
        let before = self.orders[number].attempts[place].stand;
        if config.flaw == Some(Flaw::BelieveTheLatest) {
            self.attempt(number, place).stand = stand;
        } else if !before.may_become(stand) {
            return;
        }
        match stand {
            Stand::Captured => self.captured(number, place),
            Stand::Failed => {
                self.attempt(number, place).stand = stand;
                if self.orders[number].stand == Some(OrderStand::Pending) {
                    self.orders[number].become_(OrderStand::Failed);
                    self.release(number);
                }
            }
            _ => self.attempt(number, place).stand = stand,
        }
    }

    fn captured(&mut self, number: usize, place: usize) {
        let others = self.orders[number].attempts.iter_mut().enumerate();
        for (_, other) in
            others.filter(|(other, attempt)| *other != place && attempt.stand.is_live())
        {
            if other.stand != Stand::Created {
                // Two charges for one order: the schema allows one, a person gives the other one back.
                self.attempt(number, place).noted = true;
                return;
            }
            other.stand = Stand::Voided;
        }
        self.attempt(number, place).stand = Stand::Captured;
        if !self.deliverable(number) {
            self.attempt(number, place).noted = true;
            return;
        }
        let order = &mut self.orders[number];
        order.become_(OrderStand::Paid);
        order.hold = Hold::Sold;
        self.reserved -= 1;
        self.on_hand -= 1;
    }

    fn deliverable(&mut self, number: usize) -> bool {
        let is_free = self.reserved < self.on_hand;
        let order = &mut self.orders[number];
        if !matches!(order.stand, Some(OrderStand::Pending | OrderStand::Failed)) {
            return false;
        }
        if order.hold != Hold::Held {
            if !is_free {
                return false;
            }
            order.hold = Hold::Held;
            self.reserved += 1;
        }
        if order.stand == Some(OrderStand::Failed) {
            order.become_(OrderStand::Pending);
        }
        true
    }
}

impl Order {
    fn become_(&mut self, to: OrderStand) {
        let from = self.stand.expect("it was placed");
        assert!(
            from.may_become(to),
            "the shop moved an order from {from:?} to {to:?}"
        );
        self.stand = Some(to);
    }
}
