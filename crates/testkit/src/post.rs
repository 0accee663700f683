//! A post box: keeps what is posted, or is shut.

use std::sync::{Mutex, PoisonError};

use shop::mails::{Letter, Post, PostError, post::Posted};

/// Every letter that was posted in this test, and what becomes of the next one.
#[derive(Debug, Default)]
pub struct PostBox {
    letters: Mutex<Vec<Letter>>,
    trouble: Mutex<Option<PostError>>,
}

impl PostBox {
    /// What was posted so far, in order.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// From now on nothing is taken, for this reason; or, with none, everything is again.
    pub fn trouble(&self, trouble: Option<PostError>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

impl Post for PostBox {
    fn send<'a>(&'a self, letter: &'a Letter) -> Posted<'a> {
        let trouble = self
            .trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            if let Some(trouble) = trouble {
                return Err(trouble);
            }
            let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
            letters.push(letter.clone());
            Ok(())
        })
    }
}
