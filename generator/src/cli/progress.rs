//! Reports the stages of a run: a spinner on a terminal, and a table of the time that each took.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use indicatif::ProgressBar;
use specwright::Stage;

use super::Global;

/// What is going on, and how long it took until now.
pub(super) struct Progress {
    bar: ProgressBar,
    rows: Vec<Row>,
    name: String,
    print: bool,
    started: (Instant, ProcessTime),
}

struct Row {
    stage: &'static str,
    wall: Duration,
    processor: Duration,
}

impl Progress {
    /// Starts without a stage. The spinner is shown on terminals only.
    pub(super) fn start(name: &str, global: &Global) -> Self {
        let bar = if global.quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        bar.enable_steady_tick(Duration::from_millis(100));
        let started = (Instant::now(), ProcessTime::now());
        Self { bar, rows: Vec::new(), name: name.to_owned(), print: global.timings, started }
    }

    /// The stage before this one is over.
    pub(super) fn stage(&mut self, stage: Stage) {
        self.enter(match stage {
            Stage::Read => "read",
            Stage::Lower => "lower",
            Stage::Emit => "emit",
        });
    }

    /// What comes after the stages of the library, such as writing.
    pub(super) fn enter(&mut self, stage: &'static str) {
        self.close();
        self.bar.set_message(format!("{}: {stage}", self.name));
        self.rows.push(Row { stage, wall: Duration::ZERO, processor: Duration::ZERO });
    }

    /// Everything is over: the spinner goes, and the table is printed if it was requested.
    pub(super) fn finish(mut self) {
        self.close();
        self.bar.finish_and_clear();
        if self.print {
            eprintln!("{:<24}{:>12}{:>12}", self.name, "clock", "processor");
            for Row { stage, wall, processor } in &self.rows {
                eprintln!("  {stage:<22}{:>9.1} ms{:>9.1} ms", milliseconds(*wall), milliseconds(*processor));
            }
        }
    }

    fn close(&mut self) {
        let (wall, processor) = self.started;
        if let Some(row) = self.rows.last_mut() {
            row.wall = wall.elapsed();
            row.processor = processor.elapsed();
        }
        self.started = (Instant::now(), ProcessTime::now());
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
