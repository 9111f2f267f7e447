//! `kehoach verify`: a signed PDF against the built one.

use super::Exit;
use super::arguments::{Common, Verify};

pub(super) fn run(_verify: &Verify, _common: &Common) -> anyhow::Result<Exit> {
    Ok(Exit::Clean)
}
