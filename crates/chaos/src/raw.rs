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
    let body = &bytes[end + 4..];
    let is_chunked = head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked");
    let body = if is_chunked {
        joined(body)
    } else {
        body.to_vec()
    };
    Ok(Answer {
        status: status.context("a status")?,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    })
}

/// The chunks of a body without the lengths in between.
fn joined(mut chunked: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunked.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&chunked[..end]).unwrap_or_default();
        let length = usize::from_str_radix(length, 16).unwrap_or(0);
        let Some(chunk) = chunked
            .get(end + 2..end + 2 + length)
            .filter(|_| 0 < length)
        else {
            break;
        };
        body.extend_from_slice(chunk);
        chunked = chunked.get(end + 4 + length..).unwrap_or_default();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_in_one_piece_and_in_several() {
        let whole = b"HTTP/1.1 201 Created\r\ncontent-length: 11\r\n\r\n{\"key\":\"k\"}";
        assert_eq!(read(whole).unwrap().body["key"], "k");
        let pieces = b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"key\"\r\n5\r\n:\"k\"}\r\n0\r\n\r\n";
        assert_eq!(read(pieces).unwrap().body["key"], "k");
    }
}
