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

/// Starts the thread that waits for signals, until `take` gives back false. The program works without it,
/// but then a signal kills it without saving.
#[cfg(unix)]
pub(crate) fn listen(mut take: impl FnMut(Signal) -> bool + Send + 'static) {
    use signal_hook::{
        consts::{
            SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP,
            SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
        },
        iterator::Signals,
    };
    // Not those of a fault in the program, after which it cannot go on.
    let handled = [
        SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2,
        SIGIO, SIGXCPU, SIGTSTP, SIGCONT, SIGWINCH,
    ];
    let Ok(mut signals) = Signals::new(handled) else {
        return;
    };
    let wait = move || {
        for signal in signals.forever() {
            let signal = match signal {
                SIGINT | SIGQUIT => Signal::Interrupt,
                SIGTSTP => Signal::Stop,
                SIGCONT | SIGWINCH => Signal::Redraw,
                _ => Signal::End,
            };
            if !take(signal) {
                return;
            }
        }
    };
    let thread = std::thread::Builder::new().name("signals".to_owned());
    let _ = thread.spawn(wait);
}

/// There is nothing to wait for.
#[cfg(windows)]
pub(crate) fn listen(_: impl FnMut(Signal) -> bool + Send + 'static) {}

/// Stops this program, as Ctrl-Z does.
pub(crate) fn stop() {
    // SIGTSTP has a handler, which restores the terminal. SIGTTIN stops a program as well, and
    // unlike SIGSTOP the system ignores it where no shell could continue the program.
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTTIN);
}
