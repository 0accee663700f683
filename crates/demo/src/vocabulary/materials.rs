//! What a material is: its word in a title, its look, its price, and what can truthfully be said about it.

use super::colours::Paint;
use crate::kinds::Finish;

#[derive(Debug)]
pub(crate) struct Material {
    /// As it stands in a title: "stoneware".
    pub word: &'static str,
    /// Two letters for the SKU, unique among the materials of one kind.
    pub code: &'static str,
    /// As it stands in the table of facts.
    pub fact: &'static str,
    pub finish: Finish,
    pub palette: &'static [&'static Paint],
    /// What it does to the price.
    pub dear: f32,
    pub care: &'static str,
    pub dishwasher: bool,
    /// How it is made.
    pub made: [&'static str; 3],
    /// How to look after it.
    pub keep: [&'static str; 3],
}
