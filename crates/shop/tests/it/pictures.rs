//! Pictures on their way in and out.

use std::io::Cursor;

use bytes::Bytes;
use image::{ImageFormat, ImageReader, RgbaImage};
use shop::pictures::{Drawing, KeepError, PictureProblem};
use testkit::{TestBucket, TestShop};

pub(crate) fn png(width: u32, height: u32) -> Bytes {
    let picture = RgbaImage::from_fn(width, height, |x, y| {
        image::Rgba([(x % 256) as u8, (y % 256) as u8, 90, 255])
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner().into()
}

#[tokio::test]
async fn a_photograph_is_kept_in_every_width_up_to_its_own() {
    let test = TestShop::start().await;
    let pictures = test.shop.pictures();
    let kept = pictures.store(png(1600, 1200), "A mug").await.unwrap();
    assert_eq!((kept.width, kept.height), (1600, 1200));
    assert_eq!(kept.widths, [320, 640, 960, 1280]);
    for width in kept.widths {
        let webp = pictures.fetch(&kept.hash, width).await.unwrap().unwrap();
        let found = ImageReader::with_format(Cursor::new(webp), ImageFormat::WebP);
        assert_eq!(found.into_dimensions().unwrap(), (width, width * 3 / 4));
    }
    assert_eq!(pictures.fetch(&kept.hash, 1600).await.unwrap(), None);
}

#[tokio::test]
async fn a_small_picture_is_not_blown_up() {
    let test = TestShop::start().await;
    let kept = test
        .shop
        .pictures()
        .store(png(200, 100), "A stamp")
        .await
        .unwrap();
    assert_eq!(kept.widths, [200]);
}

#[tokio::test]
async fn the_same_picture_has_the_same_name_and_another_has_another() {
    let test = TestShop::start().await;
    let pictures = test.shop.pictures();
    let first = pictures.store(png(400, 300), "A").await.unwrap();
    let again = pictures.store(png(400, 300), "B").await.unwrap();
    let other = pictures.store(png(400, 301), "A").await.unwrap();
    assert_eq!(first.hash, again.hash);
    assert_ne!(first.hash, other.hash);
}

#[tokio::test]
async fn a_drawing_needs_no_file() {
    let test = TestShop::start().await;
    let drawing = Drawing {
        width: 640,
        height: 480,
        rgba: vec![200; 640 * 480 * 4],
    };
    let kept = test
        .shop
        .pictures()
        .store_drawn(drawing, "A square")
        .await
        .unwrap();
    assert_eq!(kept.widths, [320, 640]);
    assert!(
        test.shop
            .pictures()
            .fetch(&kept.hash, 320)
            .await
            .unwrap()
            .is_some()
    );

    let torn = Drawing {
        width: 640,
        height: 480,
        rgba: vec![200; 7],
    };
    let refused = test.shop.pictures().store_drawn(torn, "Half").await;
    assert!(matches!(
        refused,
        Err(KeepError::Problem(PictureProblem::Unreadable))
    ));
}

#[tokio::test]
async fn a_file_that_would_fill_the_memory_is_refused_by_its_header() {
    let test = TestShop::start().await;
    // A PNG's width and height stand at bytes 16 to 24, and their checksum behind the header.
    let mut bomb = png(8, 8).to_vec();
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let checksum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    let refused = test.shop.pictures().store(bomb.into(), "").await;
    assert!(
        matches!(
            refused,
            Err(KeepError::Problem(PictureProblem::TooManyPixels))
        ),
        "{refused:?}"
    );

    let refused = test
        .shop
        .pictures()
        .store(vec![0; 10_000_001].into(), "")
        .await;
    assert!(matches!(
        refused,
        Err(KeepError::Problem(PictureProblem::TooManyBytes))
    ));
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let test = TestShop::start().await;
    let half = png(300, 300).slice(..900);
    for content in [
        Bytes::from_static(b"<svg onload=alert(1)>"),
        Bytes::new(),
        half,
    ] {
        let refused = test.shop.pictures().store(content, "").await;
        assert!(
            matches!(refused, Err(KeepError::Problem(PictureProblem::Unreadable))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn an_address_that_is_no_name_of_ours_finds_nothing() {
    let test = TestShop::start().await;
    for hash in [
        "",
        "..",
        "../../etc/passwd",
        "0123456789abcdef0123456789abcdef",
    ] {
        assert_eq!(
            test.shop.pictures().fetch(hash, 320).await.unwrap(),
            None,
            "{hash}"
        );
    }
}

#[tokio::test]
async fn a_folder_that_is_missing_is_made() {
    let folder = std::env::temp_dir().join(format!("stoa-pictures-{}", std::process::id()));
    let url = url::Url::from_directory_path(folder.join("a/b")).unwrap();
    assert!(shop::pictures::open(&url, []).is_ok());
    assert!(folder.join("a/b").is_dir());
    std::fs::remove_dir_all(folder).unwrap();
}

/// As PNG counts it.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

#[tokio::test]
async fn pictures_are_kept_in_s3() {
    let bucket = TestBucket::start().await;
    let access = [
        ("AWS_ENDPOINT_URL", bucket.url.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "grace"),
        ("AWS_SECRET_ACCESS_KEY", "staple battery horse"),
    ];
    keeps_and_hands_out("s3://pictures/shop", access).await;
    let paths = bucket.paths();
    assert!(!paths.is_empty());
    for path in paths {
        assert!(path.starts_with("/pictures/shop/"), "{path}");
    }
}

#[tokio::test]
async fn pictures_are_kept_in_azure() {
    let bucket = TestBucket::start().await;
    let access = [
        ("AZURE_STORAGE_ENDPOINT", bucket.url.as_str()),
        ("AZURE_ALLOW_HTTP", "true"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "grace"),
        ("AZURE_STORAGE_ACCOUNT_KEY", "c3RhcGxlIGJhdHRlcnkgaG9yc2U="),
    ];
    keeps_and_hands_out("az://pictures/shop", access).await;
    let paths = bucket.paths();
    assert!(!paths.is_empty());
    for path in paths {
        assert!(path.contains("/pictures/shop/"), "{path}");
    }
}

async fn keeps_and_hands_out<const N: usize>(url: &str, access: [(&str, &str); N]) {
    let access = access.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let objects = shop::pictures::open(&url.parse().unwrap(), access).unwrap();
    let test = TestShop::start_keeping(objects).await;
    let pictures = test.shop.pictures();
    assert_eq!(pictures.fetch(&"0".repeat(32), 320).await.unwrap(), None);
    let kept = pictures.store(png(400, 300), "A mug").await.unwrap();
    let again = pictures.store(png(400, 300), "A mug").await.unwrap();
    assert_eq!(kept.hash, again.hash);
    let webp = pictures.fetch(&kept.hash, 320).await.unwrap().unwrap();
    assert!(image::guess_format(&webp).is_ok_and(|format| format == ImageFormat::WebP));
}
