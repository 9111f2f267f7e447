//! The memory that this process may take.

/// Sets the most memory that this process may take, in bytes; a smaller limit that it has already stays. Where the system knows no such limit (macOS), there is
/// none.
#[cfg(unix)]
pub fn limit(bytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let had = getrlimit(Resource::As);
    let least = |had: Option<u64>| Some(had.map_or(bytes, |had| had.min(bytes)));
    let _ = setrlimit(Resource::As, Rlimit { current: least(had.current), maximum: least(had.maximum) });
}

/// Sets the most memory that this process may take, in bytes.
#[cfg(windows)]
#[allow(
    unsafe_code,
    reason = "calls of the system that no library wraps; they read one structure, whose size they are given"
)]
pub fn limit(bytes: u64) {
    use std::ptr;

    use windows_sys::Win32::System::JobObjects::{
        AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
    };
    use windows_sys::Win32::System::Threading::GetCurrentProcess;

    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY;
    limits.ProcessMemoryLimit = usize::try_from(bytes).unwrap_or(usize::MAX);
    let size = u32::try_from(size_of_val(&limits)).unwrap_or(0);
    // SAFETY: the structure is whole, its size is given with it, and it is only read. The job stays as long as the process.
    unsafe {
        let job = CreateJobObjectW(ptr::null(), ptr::null());
        SetInformationJobObject(job, JobObjectExtendedLimitInformation, ptr::from_ref(&limits).cast(), size);
        AssignProcessToJobObject(job, GetCurrentProcess());
    }
}
