//! `specwright check`: the crates that the arguments mean are generated and compared with what is on disk.

use specwright::config::Target;
use specwright::{Error, output};

use super::generate::generated;
use super::progress::Progress;
use super::selection::{Selection, targets};
use super::show::{self, Stream};
use super::{ExitStatus, Global};

/// Compares all crates that are meant, and prints every difference.
pub(super) fn run(selection: &Selection, global: &Global) -> Result<ExitStatus, Error> {
    let mut status = ExitStatus::Success;
    for target in targets(selection)? {
        status = status.max(each(&target, global)?);
    }
    Ok(status)
}

fn each(target: &Target, global: &Global) -> Result<ExitStatus, Error> {
    let name = &target.config.crate_name;
    let mut progress = Progress::start(name, global);
    let (generated, status) = generated(target, global, &mut progress)?;
    let Some(generated) = generated else {
        progress.finish();
        return Ok(status);
    };
    progress.enter("compare");
    let compared = output::check(&target.out, &generated.files);
    progress.finish();
    let drifts = compared?;
    if drifts.is_empty() {
        if !global.quiet {
            show::print(&format!("{name}: {} is up to date\n", target.out.display()), Stream::Error);
        }
        return Ok(status);
    }
    for drift in &drifts {
        show::print(&format!("{drift}\n"), Stream::Out);
    }
    let message = format!("{name}: {} is not up to date; run `specwright generate`\n", target.out.display());
    show::print(&message, Stream::Error);
    Ok(ExitStatus::Failure)
}
