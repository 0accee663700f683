//! R15: clients that vanish in the middle of paying. An order is there as a whole or not at all, and the
//! same key tells which.

use std::time::Duration;

use anyhow::ensure;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::sleep,
};

use super::check;
use crate::{
    raw::Bytes,
    rig::{Goods, Ground, Plan, Rig},
    shopper::{Placement, Street},
    tally::Deeds,
};

/// Where the connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    Connected,
    FirstLine,
    HalfHead,
    Head,
    HalfBody,
    AllButOneByte,
    Sent,
    SentAndTwoMillisLater,
    SentAndTwentyMillisLater,
    FirstByteOfAnswer,
}

impl Point {
    const ALL: [Self; 10] = [
        Self::Connected,
        Self::FirstLine,
        Self::HalfHead,
        Self::Head,
        Self::HalfBody,
        Self::AllButOneByte,
        Self::Sent,
        Self::SentAndTwoMillisLater,
        Self::SentAndTwentyMillisLater,
        Self::FirstByteOfAnswer,
    ];

    /// What is sent before the client is gone.
    fn part(self, bytes: &Bytes) -> Vec<u8> {
        let whole = bytes.whole();
        let until = match self {
            Self::Connected => 0,
            Self::FirstLine => whole.iter().position(|byte| *byte == b'\n').unwrap_or(0),
            Self::HalfHead => bytes.head.len() / 2,
            Self::Head => bytes.head.len(),
            Self::HalfBody => bytes.head.len() + bytes.body.len() / 2,
            Self::AllButOneByte => whole.len() - 1,
            _ => whole.len(),
        };
        whole[..until].to_vec()
    }

    fn is_before_the_end(self) -> bool {
        !matches!(
            self,
            Self::Sent
                | Self::SentAndTwoMillisLater
                | Self::SentAndTwentyMillisLater
                | Self::FirstByteOfAnswer
        )
    }
}

/// Orders that are only half there.
const HALVES: &str = "SELECT count(*) FROM orders o WHERE
    NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)
    OR NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id)
    OR NOT EXISTS (SELECT 1 FROM reservation r WHERE r.order_id = o.id)
    OR NOT EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = o.id)
    OR NOT EXISTS (SELECT 1 FROM apalis.jobs j JOIN payment p ON p.order_id = o.id WHERE j.idempotency_key = 'charge:' || p.id)";

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let times = if full { 100 } else { 8 };
    let plan = Plan {
        name: "r15",
        webs: 1,
        workers: 1,
        goods: Goods {
            products: 10,
            stock: 1000,
            rare: None,
        },
        dice: serde_json::Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let mut admin = rig.admin().await?;
    let (mut stood, mut absent) = (0_u64, 0_u64);
    for time in 0..times {
        for (place, point) in Point::ALL.into_iter().enumerate() {
            let shelf = &rig.shelves[(time + place) % rig.shelves.len()];
            let cart = street.fill(0, &[(shelf.variant, 1)]).await?;
            let cart = cart.map_err(anyhow::Error::msg)?;
            let key = format!("r15-{time:03}-{place:02}-vanished");
            let request = street.order(&street.url(0, 0, ""), &cart, "pm_card_visa", &key);
            vanish(&Bytes::of(request)?, point).await?;
            let halves: i64 = sqlx::query_scalar(HALVES).fetch_one(&mut admin).await?;
            ensure!(halves == 0, "after {point:?} an order is only half there");

            // The shopper comes back and presses the same button.
            let Placement::Ordered { replayed, .. } =
                street.place(0, &cart, "pm_card_visa", &key).await
            else {
                anyhow::bail!("after {point:?} the same request was refused");
            };
            ensure!(
                !(replayed && point.is_before_the_end()),
                "{point:?}: an order was made of a request that never ended"
            );
            if replayed {
                stood += 1;
            } else {
                absent += 1;
            }
        }
    }
    let orders: i64 = sqlx::query_scalar("SELECT count(*) FROM orders")
        .fetch_one(&mut admin)
        .await?;
    let wishes = u64::try_from(times * Point::ALL.len())?;
    ensure!(
        u64::try_from(orders)? == wishes,
        "{wishes} wishes became {orders} orders"
    );
    rig.drain(Duration::from_secs(60)).await?;
    check(&rig, &street).await?;
    Ok(Deeds {
        orders: wishes,
        cases: wishes,
        note: format!(
            "vanished clients at 10 points: {stood} orders stood, {absent} were absent, none was half there"
        ),
        ..Deeds::default()
    })
}

async fn vanish(bytes: &Bytes, point: Point) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(&bytes.host).await?;
    stream.set_nodelay(true)?;
    stream.write_all(&point.part(bytes)).await?;
    match point {
        Point::SentAndTwoMillisLater => sleep(Duration::from_millis(2)).await,
        Point::SentAndTwentyMillisLater => sleep(Duration::from_millis(20)).await,
        Point::FirstByteOfAnswer => drop(stream.read(&mut [0]).await?),
        _ => {}
    }
    Ok(())
}
