//! Requests as bytes: cut anywhere, or held back by one byte and released together.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::RequestBuilder;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A request as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Bytes {
    pub host: String,
    pub head: Vec<u8>,
    pub body: Vec<u8>,
}

/// What came back: a status and, if it was JSON, the body.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

const ANSWER_MAY_TAKE: Duration = Duration::from_secs(20);

impl Bytes {
    pub fn of(request: RequestBuilder) -> anyhow::Result<Self> {
        let request = request.build()?;
        let url = request.url();
        let host = format!(
            "{}:{}",
            url.host_str().context("a host")?,
            url.port_or_known_default().context("a port")?
        );
        let query = url
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        let body = request
            .body()
            .and_then(|body| body.as_bytes())
            .unwrap_or_default();
        let mut head = format!(
            "{} {}{query} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {}\r\n",
            request.method(),
            url.path(),
            body.len()
        )
        .into_bytes();
        for (name, value) in request.headers() {
            head.extend_from_slice(name.as_str().as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        Ok(Self {
            host,
            head,
            body: body.to_vec(),
        })
    }

    pub fn whole(&self) -> Vec<u8> {
        [self.head.as_slice(), self.body.as_slice()].concat()
    }
}

/// Sends all of them up to their last byte, and then all last bytes in one go.
pub async fn all_at_once(requests: Vec<Bytes>) -> anyhow::Result<Vec<Answer>> {
    let mut held = Vec::new();
    for request in requests {
        let mut bytes = request.whole();
        let last = bytes.pop().context("a request has a byte")?;
        let mut stream = TcpStream::connect(&request.host).await?;
        stream.set_nodelay(true)?;
        stream.write_all(&bytes).await?;
        held.push((stream, last));
    }
    // Time for the last of them to arrive.
    tokio::time::sleep(Duration::from_millis(15)).await;
    for (stream, last) in &mut held {
        stream.write_all(&[*last]).await?;
    }
    let mut answers = Vec::new();
    for (mut stream, _) in held {
        let mut bytes = Vec::new();
        tokio::time::timeout(ANSWER_MAY_TAKE, stream.read_to_end(&mut bytes))
            .await
            .context("no answer")??;
        answers.push(read(&bytes)?);
    }
    Ok(answers)
}

fn read(bytes: &[u8]) -> anyhow::Result<Answer> {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("a head")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    // Chunked bodies have their lengths in between; those are pages, which nobody reads here.
    Ok(Answer {
        status: status.context("a status")?,
        body: serde_json::from_slice(&bytes[end + 4..]).unwrap_or_default(),
    })
}
