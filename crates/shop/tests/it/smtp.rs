//! Mails on the wire: what a mail server is told, and what its answers mean.

use std::sync::Arc;

use shop::{
    clock::SystemClock,
    mails::{
        Letter, PostError,
        post::{self, Posted},
    },
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What a server answers to the greeting, to the recipient, and to the mail itself.
#[derive(Clone, Copy)]
struct Manners {
    greeting: &'static str,
    recipient: &'static str,
    mail: &'static str,
}

const FRIENDLY: Manners = Manners {
    greeting: "220 mail.example ESMTP",
    recipient: "250 fine",
    mail: "250 queued",
};

fn letter() -> Letter {
    Letter {
        id: "0123456789abcdef".to_owned(),
        kind: "confirmation".to_owned(),
        to: "linus@example.com".to_owned(),
        subject: "Order 7K4M-92QX is confirmed".to_owned(),
        text: "We received your payment of €22.90.".to_owned(),
        html: "<p>We received your payment of €22.90.</p>".to_owned(),
    }
}

/// Sends the letter to a server of these manners: what became of it, and what the server was told.
async fn send(manners: Manners) -> (Result<(), PostError>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server: JoinHandle<String> = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        converse(stream, manners).await
    });
    let from = "Stoa <orders@shop.example>";
    let post = post::open(&url, from, Arc::new(SystemClock)).unwrap();
    let letter = letter();
    let sending: Posted<'_> = post.send(&letter);
    let outcome = sending.await;
    (outcome, server.await.unwrap())
}

async fn converse(stream: TcpStream, manners: Manners) -> String {
    let mut stream = BufReader::new(stream);
    let mut told = String::new();
    let mut answer = manners.greeting;
    let mut is_mail = false;
    loop {
        if stream
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
        {
            return told;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
                return told;
            }
            told.push_str(&line);
            if !is_mail || line == ".\r\n" {
                answer = match line.split_whitespace().next().unwrap_or_default() {
                    "." => manners.mail,
                    "EHLO" => "250 mail.example",
                    "RCPT" => manners.recipient,
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                };
                is_mail = line == "DATA\r\n";
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_mail_leaves_in_two_forms_with_an_id_that_stays() {
    let (outcome, told) = send(FRIENDLY).await;
    outcome.unwrap();
    for line in [
        "MAIL FROM:<orders@shop.example>",
        "RCPT TO:<linus@example.com>",
        "From: Stoa <orders@shop.example>",
        "Subject: Order 7K4M-92QX is confirmed",
        "Message-ID: <0123456789abcdef@shop.example>",
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/alternative",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html; charset=utf-8",
    ] {
        assert!(told.contains(line), "{line:?} is missing in {told}");
    }
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_and_one_that_says_never_is_not() {
    let busy = Manners {
        greeting: "421 too busy",
        ..FRIENDLY
    };
    let nobody = Manners {
        recipient: "550 no such user",
        ..FRIENDLY
    };
    let spam = Manners {
        mail: "554 we don't like it",
        ..FRIENDLY
    };
    // A wrong password is ours to mend; the mail is as good as before.
    let stranger = Manners {
        recipient: "530 who are you",
        ..FRIENDLY
    };
    for (manners, is_final) in [
        (busy, false),
        (nobody, true),
        (spam, true),
        (stranger, false),
    ] {
        let (outcome, told) = send(manners).await;
        let error = outcome.unwrap_err();
        let is_refused = matches!(error, PostError::Refused(_));
        assert_eq!(is_refused, is_final, "{error} after {told}");
    }
}
