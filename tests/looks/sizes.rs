//! Every scene in every size and look: nothing may panic, nor be drawn where the window is not.

use std::thread;

use crate::{
    bench::Bench,
    looks,
    scenes::{SCENES, Scene},
};

const SIZES: &[(u16, u16)] = &[
    (20, 5),
    (40, 12),
    (59, 20),
    (80, 24),
    (99, 31),
    (120, 40),
    (200, 60),
];

fn draw(bench: &mut Bench, size: (u16, u16)) {
    let (width, height) = size;
    let buffer = bench.draw(width, height);
    assert_eq!((buffer.area.width, buffer.area.height), size);
    for (area, target) in &bench.model.drawn.targets {
        assert_eq!(
            area.intersection(buffer.area),
            *area,
            "{target:?} at {size:?}"
        );
    }
}

fn draw_all(name: &str, scene: Scene) {
    let mut bench = scene();
    for (look_name, look) in looks() {
        bench.look = look;
        bench.model.settings.ascii = look.glyphs.rule == "-";
        for size in SIZES {
            draw(&mut bench, *size);
        }
        assert!(bench.draw(0, 0).content.is_empty(), "{name}, {look_name}");
    }
    // One look in every small width and every small height, and far beyond what a screen has.
    for width in 0..=60 {
        for height in [0, 1, 2, 4, 7, 12, 20] {
            draw(&mut bench, (width, height));
        }
    }
    for height in 0..=20 {
        for width in [1, 12, 20, 39, 60] {
            draw(&mut bench, (width, height));
        }
    }
    draw(&mut bench, (400, 200));
}

#[test]
fn every_scene_fits_every_size_in_every_look() {
    // On every processor: this is the longest of all tests.
    thread::scope(|scope| {
        for (name, scene) in SCENES {
            scope.spawn(move || draw_all(name, *scene));
        }
    });
}

#[test]
fn the_scenes_show_every_place() {
    use optout::app::action::hints::HINTS;
    let shown: Vec<_> = SCENES
        .iter()
        .map(|(_, scene)| scene().model.place())
        .collect();
    for (place, _) in HINTS {
        assert!(
            shown.contains(place),
            "no scene of tests/support/scenes.rs shows {place:?}"
        );
    }
}
