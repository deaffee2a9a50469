//! Signals, where the system has them. Windows has none; there Ctrl-C is a key like others.

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(windows, expect(dead_code, reason = "there are no signals"))]
pub(crate) enum Signal {
    /// Ctrl-C or Ctrl-\ where the terminal makes signals of them.
    Interrupt,
    /// To stop, as Ctrl-Z does.
    Stop,
    /// To draw again: the window has another size, or the program goes on after a stop.
    Redraw,
    /// To end.
    End,
}

/// Prepares this process, before it starts any thread.
///
/// SIGXFSZ gets a handler: the system sends it when a file grows beyond the limit of `ulimit -f`. By default
/// it would kill the program in the middle of its screen; with a handler the write fails, as on a full disk.
///
/// A strict umask loses the owner's bits, which would make folders that nobody can enter. Every file and folder
/// is made for its owner alone in any case.
pub fn prepare() {
    #[cfg(unix)]
    {
        use rustix::{fs::Mode, process::umask};
        use std::sync::{Arc, atomic::AtomicBool};
        let flag = Arc::new(AtomicBool::new(false));
        // A failure matters only where such a limit is set.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
        let mask = umask(Mode::RWXG | Mode::RWXO);
        umask(mask & (Mode::RWXG | Mode::RWXO));
    }
}

/// The signals that the event loop takes: not those of a fault in the program, after which it cannot go on.
#[cfg(unix)]
pub(super) const HANDLED: [i32; 16] = {
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM,
        SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
    };
    [
        SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2,
        SIGIO, SIGXCPU, SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD,
    ]
};

/// What one of [`HANDLED`] asks for; nothing, where a child has ended.
#[cfg(unix)]
pub(super) fn meaning(signal: i32) -> Option<Signal> {
    use signal_hook::consts::{SIGCHLD, SIGCONT, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};
    match signal {
        SIGCHLD => None,
        SIGINT | SIGQUIT => Some(Signal::Interrupt),
        SIGTSTP => Some(Signal::Stop),
        SIGCONT | SIGWINCH => Some(Signal::Redraw),
        _ => Some(Signal::End),
    }
}

/// Stops this program, as Ctrl-Z does.
pub(crate) fn stop() {
    // SIGTSTP has a handler, which restores the terminal. SIGTTIN stops a program as well, and
    // unlike SIGSTOP the system ignores it where no shell could continue the program.
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTTIN);
}
