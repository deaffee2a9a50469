//! A panic, which must never happen, leaves a terminal that can be used and a message to report.
//!
//! The product has no way to panic on demand, so the test is its own program: it starts itself in a
//! terminal, takes the terminal over as the product does, and panics. The product's own loop panics
//! where it is given an update function with a fault.

use std::{
    env,
    fs::{self, File},
    io::{Read as _, stdin},
    thread,
};

use optout::{
    app::{action::Action, effect::Effect, message::Message, model::Model, update},
    clock::Now,
    runtime::{
        start::{self, StartOptions},
        terminal::{self, TerminalScreen},
    },
    system::{
        environment::Environment,
        paths::{Asked, Paths},
    },
};

use super::{
    home::Home,
    leaving::{assert_given_back, this_test},
    process::until,
    program::{ENTER, Program},
    setting::Setting,
};

/// Set for the tests that are children of others.
const CHILD: &str = "OPTOUT_TEST_CHILD";

fn start(home: &Home, name: &str) -> Program {
    let mut setting = Setting::new("/bin/sh", home)
        .argument("-c")
        .argument("\"$@\"; echo CODE=$?; stty -a")
        .argument("sh")
        .variable(CHILD, "1")
        .size(100, 40);
    for word in this_test(name) {
        setting = setting.argument(word);
    }
    setting.start()
}

fn draw(screen: &mut TerminalScreen, text: &str) {
    let mut is_drawn = false;
    // Nothing is drawn before the terminal has the frame before.
    while !is_drawn {
        let drawn = screen.draw(|frame| {
            let area = frame.buffer_mut().area;
            frame.render_widget(ratatui::text::Line::raw(text), area);
            is_drawn = true;
            (None, Vec::new())
        });
        drawn.unwrap();
    }
}

fn wait_for_a_key() {
    stdin().read_exact(&mut [0]).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back_and_can_be_read() {
    let home = Home::new();
    let mut program = start(&home, "terminal::panics::child_that_panics");
    let shown = program.wait_for("DRAWN");
    assert!(shown.is_alternate && shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
    program.press(ENTER);
    let (_, shown) = program.wait_end();
    assert!(
        shown.has_wrapped("the reason of the panic ¿]0;x"),
        "{}",
        shown.text()
    );
    assert!(
        shown.has("panics.rs:"),
        "the place is told\n{}",
        shown.text()
    );
    assert!(!shown.has("DRAWN"), "{}", shown.text());
    assert!(!shown.has("CODE=0"), "{}", shown.text());
    assert_given_back(&program, &shown);
    shown.assert_cooked();
}

#[test]
fn child_that_panics() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let mut screen = TerminalScreen::enter(true, true, (80, 24), || {}).unwrap();
    draw(&mut screen, "DRAWN");
    wait_for_a_key();
    // The message of a panic may quote any text.
    panic!("the reason of the panic \u{1b}]0;x\u{7}");
}

#[test]
fn a_panic_on_another_thread_does_not_disturb_the_screen_and_is_told_at_the_end() {
    let home = Home::new();
    let mut program = start(&home, "terminal::panics::child_that_panics_elsewhere");
    let shown = program.wait_for("AFTER");
    assert!(shown.is_alternate && shown.takes_mouse, "{}", shown.text());
    assert_eq!(shown.text().trim(), "AFTER");
    program.press(ENTER);
    let (_, shown) = program.wait_end();
    assert!(
        shown.has("TOLD") && shown.has("a panic elsewhere"),
        "{}",
        shown.text()
    );
    assert!(shown.has("CODE=0"), "{}", shown.text());
    assert_given_back(&program, &shown);
    shown.assert_cooked();
}

#[test]
fn child_that_panics_elsewhere() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let mut screen = TerminalScreen::enter(true, true, (80, 24), || {}).unwrap();
    draw(&mut screen, "BEFORE");
    let ended = thread::spawn(|| panic!("a panic elsewhere")).join();
    assert!(ended.is_err());
    draw(&mut screen, "AFTER");
    wait_for_a_key();
    screen.leave();
    for message in terminal::panics_elsewhere() {
        println!("TOLD {message}");
    }
}

#[test]
fn leaving_without_a_goodbye_gives_the_terminal_back() {
    let home = Home::new();
    let mut program = start(&home, "terminal::panics::child_that_drops_its_screen");
    program.wait_for("DRAWN");
    program.press(ENTER);
    let (_, shown) = program.wait_end();
    assert!(shown.has("CODE=0"), "{}", shown.text());
    assert_given_back(&program, &shown);
    shown.assert_cooked();
}

/// As an error on the way does.
#[test]
fn child_that_drops_its_screen() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let mut screen = TerminalScreen::enter(true, true, (80, 24), || {}).unwrap();
    draw(&mut screen, "DRAWN");
    wait_for_a_key();
}

/// What the product does with a message, and a fault where help is asked for.
fn faulty(model: &mut Model, message: Message, now: Now) -> Vec<Effect> {
    if matches!(message, Message::Act(Action::Help)) {
        panic!("a fault in the loop");
    }
    update::update(model, message, now)
}

#[test]
fn a_fault_in_the_loop_gives_the_terminal_back_and_saves_what_waits() {
    let home = Home::with_steps(9);
    let mut program = start(&home, "terminal::panics::child_whose_loop_panics");
    program.go_in();
    // Both at once: the tick is not saved yet when the fault comes.
    program.press(" ?");
    let (_, shown) = program.wait_end();
    assert!(shown.has("a fault in the loop"), "{}", shown.text());
    assert!(
        shown.has_wrapped("The program failed.") && !shown.has("could not be saved"),
        "{}",
        shown.text()
    );
    assert!(!shown.has("CODE=0"), "{}", shown.text());
    assert_given_back(&program, &shown);
    shown.assert_cooked();
    let file = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(file.contains("mark = \"done\""), "{file}");
}

#[test]
fn a_fault_in_the_loop_saves_what_waits_on_a_terminal_that_takes_no_byte() {
    let home = Home::with_steps(9);
    let mut program = start(&home, "terminal::panics::child_whose_loop_panics");
    program.go_in();
    program.stop_output();
    program.press(" ?");
    until("the tick is in the file", || {
        let file = fs::read_to_string(home.account_file("fb")).unwrap();
        file.contains("mark = \"done\"")
    });
    program.start_output();
    let (_, shown) = program.wait_end();
    assert!(
        shown.has("CODE=") && !shown.has("CODE=0"),
        "{}",
        shown.text()
    );
    shown.assert_cooked();
}

#[test]
fn a_fault_in_the_loop_names_what_could_not_be_saved() {
    let home = Home::with_steps(9);
    let mut program = start(&home, "terminal::panics::child_whose_loop_panics");
    program.go_in();
    let lock = File::create(home.data().join(".lock")).unwrap();
    lock.lock().unwrap();
    program.press(" ?");
    let (_, shown) = program.wait_end();
    assert!(shown.has("a fault in the loop"), "{}", shown.text());
    assert!(
        shown.has_wrapped("1 change could not be saved, for Personal"),
        "{}",
        shown.text()
    );
    assert!(!shown.has("CODE=0"), "{}", shown.text());
    assert_given_back(&program, &shown);
    shown.assert_cooked();
}

#[test]
fn child_whose_loop_panics() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    terminal::report_panics();
    let environment = Environment::read();
    let options = StartOptions {
        plain: false,
        demo: false,
        paths: Paths::find(&Asked::default(), &environment).unwrap(),
        environment,
        ascii: false,
        no_mouse: false,
        colours: true,
    };
    start::start_with(options, faulty).unwrap();
}
