//! What stands around every page: header, footer, menu, news, and who is visiting.

pub mod flash;
mod footer;
pub mod frame;
pub mod front;
mod header;
mod menu;
mod not_found_page;
mod on_demand;
mod page;
mod problem_page;
mod progress;
pub mod returned;
mod scroll;
pub mod session;
pub mod toasts;

pub use frame::Frame;
pub use not_found_page::NotFoundPage;
pub(crate) use on_demand::OnDemand;
pub use page::Page;
pub use problem_page::ProblemPage;
