//! The server as a process of its own, on free ports.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::Duration,
};

use serde_json::Value;
use testkit::TestDatabase;

const STARTING_MAY_TAKE: Duration = Duration::from_secs(30);

pub(crate) struct Program {
    child: Child,
    /// Nothing where only jobs are worked off.
    web: Option<SocketAddr>,
    operations: SocketAddr,
    pub(crate) http: reqwest::Client,
}

impl Program {
    /// The server in this role, on this database, with these settings besides.
    pub(crate) fn start(role: &str, database: &TestDatabase, settings: &[(&str, &str)]) -> Self {
        let mut child = command(role)
            .env("DATABASE_URL", database.url())
            .env("STOA_ADDR", "127.0.0.1:0")
            .env("STOA_OPERATIONS_ADDR", "127.0.0.1:0")
            .env("STOA_LOG_FORMAT", "json")
            .env(
                "STOA_MEDIA_URL",
                std::env::temp_dir().join("stoa-test-media"),
            )
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server was built before its tests");
        let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let (tell, told) = mpsc::channel();
        // To the end: a full pipe would stop the server.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let line: Value = serde_json::from_str(&line).unwrap_or_default();
                if line["message"] == "Listening" {
                    drop(tell.send((line["setting"].clone(), line["addr"].clone())));
                }
            }
        });
        let wait_for = |setting: &str| -> SocketAddr {
            let (found, addr) = told
                .recv_timeout(STARTING_MAY_TAKE)
                .expect("the server starts");
            assert_eq!(found, setting);
            addr.as_str()
                .and_then(|addr| addr.parse().ok())
                .expect("an address")
        };
        let operations = wait_for("STOA_OPERATIONS_ADDR");
        let web = (role != "worker").then(|| wait_for("STOA_ADDR"));
        Self {
            child,
            web,
            operations,
            http: client(),
        }
    }

    pub(crate) fn addr(&self) -> SocketAddr {
        self.web.expect("this role serves")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr())
    }

    pub(crate) fn operations_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.operations)
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        self.http
            .get(self.url(path))
            .send()
            .await
            .expect("the server answers")
    }

    pub(crate) fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.post(self.url(path))
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let sent = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(sent.expect("there is a kill").success());
    }

    pub(crate) async fn ended(&mut self) -> ExitStatus {
        for _ in 0..400 {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not end in twenty seconds");
    }

    /// The way a machine dies: nothing is finished, nothing is said.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it is our child");
        self.child.wait().expect("it is our child");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The program with nothing from this process's environment.
pub(crate) fn command(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.arg(subcommand).env_clear();
    command
}

/// Shows redirects instead of following them.
fn client() -> reqwest::Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .build()
        .expect("a client without certificates")
}
