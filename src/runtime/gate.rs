//! The gate between the terminal's input and this program. It is closed while an editor has the
//! terminal, so that the thread that reads input takes no key of the editor's.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The gate; its clones are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate(Arc<(Mutex<bool>, Condvar)>);

/// Keeps the gate closed until it is dropped.
pub(super) struct Closed(Gate);

/// Keeps the gate from being closed.
pub(super) struct Passing<'g>(#[expect(dead_code, reason = "held")] MutexGuard<'g, bool>);

impl Gate {
    fn is_closed(&self) -> MutexGuard<'_, bool> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the gate. Waits until nobody is passing.
    pub(super) fn close(&self) -> Closed {
        *self.is_closed() = true;
        Closed(self.clone())
    }

    /// Whether another program has the terminal.
    pub(super) fn is_lent(&self) -> bool {
        *self.is_closed()
    }

    /// Passes the gate; the gate stays open as long as the result lives. `None` when it was closed, after
    /// it has opened: what there was to read may be read by another program now.
    pub(super) fn pass(&self) -> Option<Passing<'_>> {
        let mut is_closed = self.is_closed();
        if !*is_closed {
            return Some(Passing(is_closed));
        }
        while *is_closed {
            let woken = self.0.1.wait(is_closed);
            is_closed = woken.unwrap_or_else(PoisonError::into_inner);
        }
        None
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        *self.0.is_closed() = false;
        self.0.0.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use std::thread;

    #[test]
    fn who_comes_to_a_closed_gate_waits_and_looks_again() {
        let gate = Gate::default();
        assert!(gate.pass().is_some());
        let closed = gate.close();
        assert!(gate.is_lent());
        let reader = thread::spawn({
            let gate = gate.clone();
            move || gate.pass().is_none()
        });
        drop(closed);
        // Whether it came before or after: it may read only after another look.
        let _ = reader.join().unwrap();
        assert!(!gate.is_lent() && gate.pass().is_some());
    }
}
