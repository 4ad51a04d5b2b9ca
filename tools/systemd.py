"""Try `rushlight host` under a real systemd: `python tools/systemd.py`, as root, with Debian's qemu-system-x86 and debootstrap.

A small Debian is made in `.make/systemd` (once), gets this Rushlight, and is started in a virtual machine without a network, all of it
in memory. There `systemd_guest.py` makes a host, looks at what systemd does with its units, and says so. The
processor is emulated, which takes minutes; `--kvm` has the machine's own do it, where it can.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rushlight.hosting.wheel import write_wheel

ROOT = Path(__file__).parents[1]
MADE = ROOT / ".make" / "systemd"
DEBIAN = MADE / "root"
RELEASE = "bookworm"
PYTHON = "3.11"
"""The one of that release."""
PACKAGES = "systemd,systemd-sysv,dbus,python3,python3-venv,nginx-light,git"
MEGABYTES = 4096
SECONDS = 1800
DONE = "ALL IS WELL"
UNIT = f"""[Unit]
After=multi-user.target
[Service]
Type=oneshot
Environment=PYTHONUNBUFFERED=1 TERM=dumb
ExecStart=/bin/sh -c '/opt/rushlight/bin/python /opt/guest.py && echo "{DONE}"; sync; echo o > /proc/sysrq-trigger'
StandardOutput=journal+console
StandardError=journal+console
"""


def main() -> None:
    """Make what is not there, start the machine, and end with what it has found."""
    MADE.mkdir(parents=True, exist_ok=True)
    if not (DEBIAN / "opt" / "rushlight").is_dir():
        make_debian()
    install()
    pack()
    sys.exit(0 if boot() else "It is not well under systemd; see above.")


def make_debian() -> None:
    """Make the folder of a small Debian, and an environment in it."""
    if not DEBIAN.is_dir():
        run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", RELEASE, str(DEBIAN))
    run("chroot", str(DEBIAN), "python3", "-m", "venv", "/opt/rushlight")
    for each in ("usr/share/doc", "usr/share/man", "usr/share/locale", "var/cache/apt", "var/lib/apt/lists"):
        shutil.rmtree(DEBIAN / each, ignore_errors=True)


def install() -> None:
    """Install this Rushlight, and what the guest does."""
    wheels = DEBIAN / "opt" / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir()
    wanted = f"{write_wheel(wheels)}[host]"
    pip = [sys.executable, "-m", "pip", "--quiet"]
    run(*pip, "download", "--dest", str(wheels), "--only-binary=:all:", "--python-version", PYTHON, wanted)
    words = ["install", "--quiet", "--no-index", "--find-links", "/opt/wheels", "--force-reinstall", "--no-deps"]
    names = [f"/opt/wheels/{path.name}" for path in wheels.iterdir()]
    run("chroot", str(DEBIAN), "/opt/rushlight/bin/pip", *words, *names)
    shutil.rmtree(wheels)
    shutil.copy(Path(__file__).with_name("systemd_guest.py"), DEBIAN / "opt" / "guest.py")
    units = DEBIAN / "etc" / "systemd" / "system"
    (units / "guest.service").write_text(UNIT)
    (units / "default.target.wants").mkdir(exist_ok=True)
    (units / "serial-getty@ttyS0.service").unlink(missing_ok=True)
    (units / "serial-getty@ttyS0.service").symlink_to("/dev/null")  # the line is ours
    link = units / "default.target.wants" / "guest.service"
    link.unlink(missing_ok=True)
    link.symlink_to("../guest.service")


def pack() -> None:
    """Make of the folder what a kernel unpacks into memory."""
    with (MADE / "initrd").open("wb") as file:
        subprocess.run("find . -xdev | cpio --quiet -o -H newc", shell=True, cwd=DEBIAN, stdout=file, check=True)


def boot() -> bool:
    """Start the machine; return whether all was well."""
    accelerated = ["-accel", "kvm", "-cpu", "host"] if "--kvm" in sys.argv else ["-accel", "tcg", "-cpu", "max"]
    words = ["qemu-system-x86_64", *accelerated, "-smp", "2", "-m", str(MEGABYTES), "-nographic", "-no-reboot"]
    words += ["-nic", "none", "-kernel", str(kernel()), "-initrd", str(MADE / "initrd")]
    words += ["-append", "console=ttyS0 rdinit=/lib/systemd/systemd quiet systemd.show_status=0 panic=-1"]
    said = ""
    with subprocess.Popen(
        ["timeout", str(SECONDS), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line.rstrip(), flush=True)
            said += line
    return f"]: {DONE}" in said


def kernel() -> Path:
    """Return the kernel, fetched and unpacked if it is not there."""
    folder = MADE / "kernel"
    if not folder.is_dir():
        listed = run("apt-cache", "depends", "linux-image-cloud-amd64")
        name = next(word for word in listed.split() if word.startswith("linux-image-") and word.endswith("-amd64"))
        name = name if name != "linux-image-cloud-amd64" else listed.split("Depends:")[1].split()[0]
        with tempfile.TemporaryDirectory() as fetched:
            os.chmod(fetched, 0o755)
            subprocess.run(["apt-get", "download", "-q", name], cwd=fetched, check=True)
            (package,) = Path(fetched).glob("*.deb")
            run("dpkg-deb", "-x", str(package), str(folder))
    (found,) = (folder / "boot").glob("vmlinuz-*")
    return found


def run(*words: str) -> str:
    """Run a command that has to work; return what it says."""
    print("$", *words[:6], flush=True)
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
