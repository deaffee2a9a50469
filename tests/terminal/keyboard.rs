//! What a terminal sends: keys, in whatever pieces, and what is none. `src/runtime/decoder` has the
//! table of it.

use super::{
    home::Home,
    program::{CTRL_C, CTRL_S, DOWN, ESC, Program},
    shown::StepRow,
};

/// Answers that come late, to programs that ran before, and what is told unasked.
fn replies() -> Vec<String> {
    let list = include_str!("../replies.txt").lines();
    list.filter(|line| !line.starts_with('#'))
        .map(|line| line.replace("<ESC>", ESC).replace("<BEL>", "\x07"))
        .collect()
}

/// Moves down and up: what came before has done nothing, and no key is lost.
#[track_caller]
fn answers(program: &mut Program, before: &[u8]) {
    program.press_until([before, DOWN.as_bytes()].concat(), 2, StepRow::is_selected);
    program.press_until([before, b"k"].concat(), 1, StepRow::is_selected);
}

#[test]
fn replies_to_others_do_nothing_and_take_no_key() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let before = program.shown();
    for reply in replies() {
        answers(&mut program, reply.as_bytes());
    }
    assert_eq!(program.settle().rows, before.rows);
    // In the note they are no text either.
    program.press_for("n", "Note");
    program.press(format!("a{}b", replies().concat()));
    program.press_for("c", "abc");
}

#[test]
fn replies_that_come_before_the_first_screen_do_nothing() {
    let home = Home::with_steps(3);
    let mut program = home.start();
    program.press(replies().concat());
    program.go_in();
    answers(&mut program, b"");
    let shown = program.settle();
    assert!((1..=3).all(|step| shown.is_step(step, |row| !row.is_ticked())));
}

#[test]
fn what_comes_in_pieces_is_put_together() {
    // Over SSH the program waits longer for the rest, which gives a slow computer time.
    let home = Home::with_steps(3);
    let mut program = home.setting().variable("SSH_CONNECTION", "x").start();
    program.go_in();
    let before = program.shown();
    program.press_in_pieces(&[ESC, "[B"]);
    program.wait_step(2, StepRow::is_selected);
    program.press_in_pieces(&[ESC, "[", "A"]);
    program.wait_step(1, StepRow::is_selected);
    for reply in ["\x1b]11;rgb:0b0b/0b0b/0b0b\x1b\\", "\x1b[>41;390;0c"] {
        let bytes: Vec<&[u8]> = reply.as_bytes().chunks(1).collect();
        program.press_in_pieces(&bytes);
        answers(&mut program, b"");
    }
    // On a screen without text a paste does nothing, above all nothing of what is in it.
    for pasted in ["dy", "q", "hello"] {
        program.press_in_pieces(&[ESC, "[200~", pasted, ESC, "[201~"]);
        answers(&mut program, b"");
    }
    assert_eq!(program.settle().rows, before.rows);
    assert!(home.account_file("fb").exists());
    program.press_for("n", "Note");
    program.press_in_pieces(&[ESC, "[200~dy q", ESC, "[201~"]);
    program.wait_for("dy q");
}

#[test]
fn alt_with_a_bracket_is_a_key_and_the_next_one_is_heard() {
    let home = Home::with_steps(3);
    home.configure("[keys]\nhelp = [\"alt-[\", \"alt-O\", \"alt-]\", \"alt-P\", \"alt-_\", \"alt-^\", \"alt-X\"]\n");
    let mut program = home.enter();
    for key in ["[", "O", "]", "P", "_", "^", "X"] {
        program.press_for(format!("{ESC}{key}"), "Help: type");
        program.press(ESC);
        program.wait_gone("Help: type");
        answers(&mut program, b"");
    }
    // Ctrl-C does not wait for anything.
    program.press(format!("{ESC}]11;rgb:{CTRL_C}"));
    assert_eq!(program.wait_end().0, 0);
}

#[test]
fn a_paste_without_an_end_does_not_hold_the_keyboard() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("n", "Note");
    program.press_for("\x1b[200~pasted", "pasted");
    program.press_for("!", "pasted!");
}

#[test]
fn option_with_an_arrow_is_not_esc() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    for keys in ["\x1b\x1b[A", "\x1b\x1bOA", "\x1b\x1b[1;3A"] {
        answers(&mut program, keys.as_bytes());
    }
    program.press_for("n", "Note");
    // A word to the left, as with Alt.
    program.press("two words\x1b\x1b[D");
    program.press_for("more ", "two more words");
}

#[test]
fn a_byte_that_is_no_character_takes_no_key_with_it() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_until(b"\xe4 ", 1, StepRow::is_ticked);
    for bad in [&b"\xe4"[..], b"\xc3", b"\xf0\x9f", b"\xff"] {
        answers(&mut program, bad);
    }
    program.press_for("n", "Note");
    program.press_for(b"gr\xe4abc", "grabc");
}

#[test]
fn backspace_deletes_whichever_byte_it_sends() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("n", "Note");
    program.press_for("ab\x08c\x7fd", "ad");
    program.press(CTRL_S);
    program.wait_gone("Note");
    program.press_for("/", "Filter:");
    program.press_for("xy\x08z", "Filter: xz");
}
