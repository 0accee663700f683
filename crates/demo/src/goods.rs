//! The goods themselves: drafts of products, one for each place on the shelf.

use domain::Slug;
use domain::catalog::{
    Attribute, AttributeValue, Colour, PictureDraft, ProductDraft, PublishState, VariantDraft,
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::design::Design;
use crate::prices::{PriceTag, euro};
use crate::shelf::{self, Place};
use crate::vocabulary::colours::Paint;
use crate::vocabulary::kind::Size;
use crate::{Drawing, View, gtin, text};

/// A page can show this many variants without a search of its own.
const MOST_VARIANTS: usize = 12;

const ONE_SIZE: &[Size] = &[Size {
    name: "",
    code: "",
    dear: 1.0,
}];

/// How the stock of a product stands. The shares make a shelf that looks lived in.
enum Stock {
    Plenty,
    Patchy,
    SoldOut,
}

/// The first `count` products of the shop that grows from `seed`. More products never change the ones before.
pub fn goods(seed: u64, count: usize) -> impl Iterator<Item = ProductDraft> {
    (0..count).map(move |index| good(seed, index))
}

/// The product at one place. The first is the enamel mug that every test knows.
pub fn good(seed: u64, index: usize) -> ProductDraft {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(index as u64);
    let mut place = shelf::place(seed, index);
    if index == 0 {
        place.material = place.kind.materials[0];
        place.brand = place.kind.brands[0];
    }
    let design_name = if index == 0 {
        "FIRST".to_owned()
    } else {
        place.series_code()
    };
    let design = Design::of(place.kind, place.material, &design_name);
    let colours = colours(&mut rng, &place, index);
    let title = if index == 0 {
        "Enamel mug".to_owned()
    } else {
        place.title()
    };
    let pictures = pictures(&place, &design, &design_name, &colours, &title);
    let weight = rng.random_range(place.kind.weight.0..=place.kind.weight.1) / 10 * 10;
    ProductDraft {
        slug: Slug::from_title(&title).expect("every name in the vocabulary has letters"),
        brand: Some(place.brand.name.to_owned()),
        category: place.kind.category.path.map(str::to_owned).to_vec(),
        kind: place.kind.name.to_owned(),
        description_html: text::description_html(&place, &design),
        tags: place
            .kind
            .tags
            .iter()
            .map(|tag| (*tag).to_owned())
            .collect(),
        state: PublishState::Published,
        options: option_names(&colours, place.kind.sizes),
        attributes: attributes(&place, &design, colours[0], weight),
        variants: variants(&mut rng, &place, &colours, index),
        pictures,
        title,
    }
}

fn colours(rng: &mut impl Rng, place: &Place, index: usize) -> Vec<&'static Paint> {
    let palette = place.material.palette;
    if index == 0 {
        return palette[..6].to_vec();
    }
    let most = palette
        .len()
        .min(MOST_VARIANTS / place.kind.sizes.len().max(1))
        .min(6);
    let count = rng.random_range(most.div_ceil(2)..=most);
    palette
        .iter()
        .copied()
        .cycle()
        .skip(rng.random_range(0..palette.len()))
        .take(count)
        .collect()
}

fn option_names(colours: &[&Paint], sizes: &[Size]) -> Vec<String> {
    let colour = (colours.len() > 1).then(|| "Colour".to_owned());
    let size = (!sizes.is_empty()).then(|| "Size".to_owned());
    colour.into_iter().chain(size).collect()
}

fn variants(
    rng: &mut impl Rng,
    place: &Place,
    colours: &[&'static Paint],
    index: usize,
) -> Vec<VariantDraft> {
    let first = index == 0;
    let tag = PriceTag::roll(rng, place.kind.price, place.material.dear);
    let stock = match rng.random_range(0..100) {
        0..6 => Stock::SoldOut,
        6..22 => Stock::Patchy,
        _ => Stock::Plenty,
    };
    let stem = if first {
        "MUG-ENA".to_owned()
    } else {
        place.sku_stem()
    };
    let sizes = if place.kind.sizes.is_empty() {
        ONE_SIZE
    } else {
        place.kind.sizes
    };
    let mut variants = Vec::with_capacity(colours.len() * sizes.len());
    for (picture, paint) in colours.iter().enumerate() {
        for size in sizes {
            let serial = index as u64 * 16 + variants.len() as u64;
            let (price, compare_at) = if first {
                (euro(1800), None)
            } else {
                tag.of(size.dear)
            };
            let colour = (colours.len() > 1).then(|| paint.name.to_owned());
            let named = (!size.name.is_empty()).then(|| size.name.to_owned());
            let suffix = if size.code.is_empty() {
                String::new()
            } else {
                format!("-{}", size.code)
            };
            variants.push(VariantDraft {
                sku: format!("{stem}-{}{suffix}", paint.code),
                gtin: Some(gtin::in_store(serial)),
                options: colour.into_iter().chain(named).collect(),
                colour: Some(swatch(paint)),
                price,
                compare_at,
                stock: Some(if first { 40 } else { on_shelf(rng, &stock) }),
                picture: Some(picture),
            });
        }
    }
    variants
}

fn on_shelf(rng: &mut impl Rng, stock: &Stock) -> u32 {
    match stock {
        Stock::SoldOut => 0,
        Stock::Patchy if rng.random_bool(0.4) => 0,
        Stock::Patchy => rng.random_range(1..12),
        Stock::Plenty => rng.random_range(3..80),
    }
}

fn attributes(place: &Place, design: &Design, paint: &Paint, weight: u32) -> Vec<Attribute> {
    let number = |value: f32, unit: &str| AttributeValue::Number {
        thousandths: (value * 1000.0).round() as i64,
        unit: unit.to_owned(),
    };
    let mut facts = vec![(
        "Material",
        AttributeValue::Text {
            text: place.material.fact.to_owned(),
        },
    )];
    facts.push(("Width", number(design.width, "cm")));
    facts.push(("Height", number(design.height, "cm")));
    if design.depth > 0.0 {
        facts.push(("Depth", number(design.depth, "cm")));
    }
    if let Some(volume) = design.volume(place.kind) {
        facts.push(("Volume", number(volume as f32, "ml")));
    }
    facts.push(("Weight", number(weight as f32, "g")));
    if place.kind.category.path[0] == "Kitchen" {
        facts.push((
            "Dishwasher-safe",
            AttributeValue::Boolean {
                holds: place.material.dishwasher,
            },
        ));
    }
    facts.push((
        "Care",
        AttributeValue::Choice {
            choice: place.material.care.to_owned(),
        },
    ));
    facts.push((
        "Colour",
        AttributeValue::Colour {
            name: paint.name.to_owned(),
            colour: swatch(paint),
        },
    ));
    facts
        .into_iter()
        .map(|(name, value)| Attribute {
            name: name.to_owned(),
            value,
        })
        .collect()
}

/// One picture for each colour, then a close-up, one to scale, and three together.
fn pictures(
    place: &Place,
    design: &Design,
    design_name: &str,
    colours: &[&'static Paint],
    title: &str,
) -> Vec<PictureDraft> {
    let picture = |view: View, colours: Vec<&'static Paint>, alt: String| {
        let drawing = Drawing {
            kind: place.kind,
            material: place.material,
            design: design_name.to_owned(),
            colours,
            view,
        };
        PictureDraft {
            origin: drawing.to_string(),
            alt,
        }
    };
    let main = colours[0];
    let mut pictures: Vec<_> = colours
        .iter()
        .map(|paint| {
            picture(
                View::Front,
                vec![paint],
                format!("{title} in {}", paint.name),
            )
        })
        .collect();
    pictures.push(picture(
        View::Detail,
        vec![main],
        format!("{title} in {}, from close by", main.name),
    ));
    let (width, height) = (design.width, design.height);
    pictures.push(picture(
        View::InScale,
        vec![main],
        format!("{title} beside a paperback: {width} cm wide, {height} cm high"),
    ));
    if let [a, b, c, ..] = *colours {
        let alt = format!("{title} in {}, {} and {}", a.name, b.name, c.name);
        pictures.push(picture(View::Trio, vec![a, b, c], alt));
    }
    pictures
}

fn swatch(paint: &Paint) -> Colour {
    Colour::try_from(paint.rgb.to_string()).expect("our colours are written as #rrggbb")
}
