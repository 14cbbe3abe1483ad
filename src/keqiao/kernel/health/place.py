"""The place: settings, keys, disk, fonts."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from keqiao.kernel.keys import PURPOSES

from .finding import Finding, failure, ok, unless_demo, warning

LOCAL = {"127.0.0.1", "localhost", "[::1]"}
GIB = 2**30
LEAST, LOW = 1, 5  # GiB free
FONT_PLACES = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
FONT_BEGINNINGS = (b"ttcf", b"OTTO", b"\x00\x01\x00\x00", b"true")
CHINESE = ("cjk", "sourcehan", "wqy", "simsun", "simhei", "fangsong", "fzs", "noto sans sc", "uming", "ukai")


def check_settings() -> Iterator[Finding]:
    """Whether the site is set up for people to work in."""
    if settings.DEBUG:
        mend = _("请去掉环境变量 KEQIAO_DEBUG 后重新启动。")
        yield failure("settings.debug", _("调试模式开着：出错时会把内部情况显示给访问者"), mend)
    else:
        yield ok("settings.debug", _("调试模式已关闭"))
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        mend = _("请把 KEQIAO_HOSTS 设为本站的域名。")
        yield failure("settings.hosts", _("任何域名都能访问本站"), mend)
    elif hosts <= LOCAL:
        mend = _("对外开放前，请把 KEQIAO_HOSTS 设为本站的域名。")
        yield warning("settings.hosts", _("只能从本机访问"), mend)
    else:
        yield ok("settings.hosts", _("域名：%(hosts)s") % {"hosts": "、".join(sorted(hosts - LOCAL))})
    if settings.SESSION_COOKIE_SECURE:
        yield ok("settings.https", _("登录只走HTTPS"))
    elif hosts <= LOCAL:
        mend = _("对外开放前，请在前面的网关上启用HTTPS，并设 KEQIAO_HTTPS=1。")
        yield warning("settings.https", _("没有启用HTTPS"), mend)
    else:
        mend = _("请在前面的网关上启用HTTPS，并设 KEQIAO_HTTPS=1。")
        yield unless_demo("settings.https", _("没有启用HTTPS，登录密码会在网络上明文传送"), mend)
    if settings.DEMO:
        mend = _("正式使用请另建一个数据目录，不要在演示站上登记真实的人。")
        yield warning("settings.demo", _("这是演示站，内容对所有访问者公开"), mend)


def check_keys() -> Iterator[Finding]:
    """Whether the keys can be read by this site and by nobody else."""
    path, home = Path(settings.HOME) / "keys.json", Path(settings.HOME)
    if not path.exists():
        mend = _("请从备份恢复 keys.json：没有它，密封的内容无法读取，审计记录无法核验。")
        yield failure("keys.file", _("找不到密钥文件 keys.json"), mend)
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        mend = _("请运行 chmod 600 %(path)s。") % {"path": path}
        yield failure("keys.mode", _("密钥文件的权限是%(mode)o，别的用户也能读") % {"mode": mode}, mend)
    else:
        yield ok("keys.mode", _("密钥文件只有本站能读"))
    if stat.S_IMODE(home.stat().st_mode) & 0o007:
        mend = _("请运行 chmod 700 %(path)s。") % {"path": home}
        yield warning("keys.home", _("数据目录对本机所有用户开放"), mend)
    versions = "、".join(f"{one} {settings.KEYRING.key(one).version}" for one in PURPOSES)
    yield ok("keys.versions", _("密钥齐全，版本：%(versions)s") % {"versions": versions})


def check_disk() -> Iterator[Finding]:
    """Whether there is room for what comes in."""
    usage = shutil.disk_usage(settings.HOME)
    told = {"free": f"{usage.free / GIB:.1f}", "total": f"{usage.total / GIB:.0f}"}
    said = _("数据目录所在磁盘还有%(free)sGB，共%(total)sGB") % told
    mend = _("请清理磁盘，或把数据目录移到更大的磁盘上。空间用完时什么都存不进去。")
    if usage.free < LEAST * GIB:
        yield failure("disk.free", said, mend)
    elif usage.free < LOW * GIB:
        yield warning("disk.free", said, mend)
    else:
        yield ok("disk.free", said)


def check_fonts() -> Iterator[Finding]:
    """Whether a Chinese font is installed and can be opened; without one, printed documents show boxes."""
    found = next((path for path in chinese_fonts() if opens(path)), None)
    if found is None:
        mend = _("请安装中文字体（Debian 上是 fonts-noto-cjk），否则在服务器上生成的图和文件里汉字会变成方框。")
        yield failure("fonts.chinese", _("没有可用的中文字体"), mend)
    else:
        yield ok("fonts.chinese", _("中文字体可用：%(font)s") % {"font": found.name})


def chinese_fonts() -> Iterator[Path]:
    """Files of Chinese fonts: those that the system knows as such, otherwise by their names."""
    command = shutil.which("fc-list")
    if command is not None:
        told = subprocess.run(
            [command, ":lang=zh-cn", "file"], capture_output=True, text=True, check=False, timeout=30
        ).stdout
        yield from (Path(line.partition(": ")[0].rstrip(": ")) for line in told.splitlines() if line.strip())
        return
    for place in FONT_PLACES:
        yield from (path for path in sorted(place.rglob("*.[ot]t[cf]")) if any(n in path.name.lower() for n in CHINESE))


def opens(path: Path) -> bool:
    """Whether a file begins as a font does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in FONT_BEGINNINGS
    except OSError:
        return False
