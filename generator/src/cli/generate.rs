//! `specwright generate`: the crates that the arguments mean are generated and written.

use specwright::config::Target;
use specwright::output::{self, Stamp};
use specwright::{Error, Generated, Source, generate_in_stages};

use super::progress::Progress;
use super::selection::{Selection, targets};
use super::show::{self, Stream};
use super::{ExitStatus, Global};

/// Generates all crates that are meant. One that cannot be generated does not keep the others from it.
pub(super) fn run(selection: &Selection, global: &Global) -> Result<ExitStatus, Error> {
    let mut status = ExitStatus::Success;
    for target in targets(selection)? {
        status = status.max(each(&target, global)?);
    }
    Ok(status)
}

fn each(target: &Target, global: &Global) -> Result<ExitStatus, Error> {
    let name = &target.config.crate_name;
    let stamp = Stamp::of(&Source::File(target.spec.clone()), &target.config, &target.out);
    if let Some(warnings) = stamp.as_ref().and_then(Stamp::warnings) {
        return Ok(unchanged(target, global, warnings));
    }
    let mut progress = Progress::start(name, global);
    let (generated, status) = generated(target, global, &mut progress)?;
    let (Some(generated), ExitStatus::Success) = (generated, status) else {
        progress.finish();
        return Ok(status);
    };
    progress.enter("write");
    let written = output::write(&target.out, &generated.files);
    progress.finish();
    let summary = written?;
    if let Some(stamp) = stamp {
        stamp.keep(generated.diagnostics.iter().count());
    }
    if !global.quiet {
        let (new, gone) = (summary.written.len(), summary.removed.len());
        let folder = target.out.display();
        let line = format!("{name}: {new} written, {gone} removed, {} unchanged in {folder}\n", summary.unchanged);
        show::print(&line, Stream::Error);
    }
    Ok(status)
}

/// Says of a crate that would come out the same that it is as it was, and how many warnings there were then.
fn unchanged(target: &Target, global: &Global, warnings: usize) -> ExitStatus {
    if !global.quiet {
        let (name, folder) = (&target.config.crate_name, target.out.display());
        let warned = match warnings {
            0 => String::new(),
            1 => "; 1 warning as before, which `specwright lint` prints".to_owned(),
            many => format!("; {many} warnings as before, which `specwright lint` prints"),
        };
        show::print(&format!("{name}: unchanged in {folder}{warned}\n"), Stream::Error);
    }
    if global.deny_warnings && warnings > 0 { ExitStatus::Failure } else { ExitStatus::Success }
}

/// The files of a target, if its document has no errors; its findings are printed.
pub(super) fn generated(
    target: &Target,
    global: &Global,
    progress: &mut Progress,
) -> Result<(Option<Generated>, ExitStatus), Error> {
    let source = Source::File(target.spec.clone());
    let (diagnostics, generated) = match generate_in_stages(&source, &target.config, &mut |stage| progress.stage(stage))
    {
        Ok(generated) => (generated.diagnostics.clone(), Some(generated)),
        Err(Error::Refused(diagnostics)) => (diagnostics, None),
        Err(other) => return Err(other),
    };
    progress.enter("report");
    show::findings(&diagnostics, &source, global, Stream::Error);
    Ok((generated, show::status(&diagnostics, global)))
}
