"""The product by keyboard alone: where the focus is, and that one sees it there."""

from playwright.sync_api import expect

from tests.browser.browsing import Visitor

# What has the focus: how it is called, and what is wrong with how that shows.
STOP = """() => {
    const at = document.activeElement;
    const words = text => (text ?? '').replace(/\\s+/g, ' ').trim();
    const named = at.getAttribute('aria-labelledby')?.split(' ')
        .map(id => document.getElementById(id)?.textContent).join(' ');
    const labels = [...(at.labels ?? [])].map(each => each.textContent).join(' ');
    const name = words(
        at.getAttribute('aria-label') || named || labels || at.textContent);
    const nowhere = at === document.body;
    return {nowhere, name: nowhere ? '' : name, fault: nowhere ? '' : unseen(at)};

    function unseen(at) {
        // A control that is hidden for the eye shows the focus on its label.
        const tiny = Math.min(at.offsetWidth, at.offsetHeight) <= 1;
        const shown = tiny && at.labels?.length ? at.labels[0] : at;
        const style = getComputedStyle(shown);
        const wide = parseFloat(style.outlineWidth);
        if (style.outlineStyle === 'none' || !(wide >= 2)) return 'there is no ring';
        const ring = luminance(style.outlineColor, under(shown.parentElement));
        const page = luminance(under(shown.parentElement), 'white');
        const ratio = (Math.max(ring, page) + .05) / (Math.min(ring, page) + .05);
        if (ratio < 3) return `the ring has a contrast of ${ratio.toFixed(1)}`;
        return hidden(shown, wide + parseFloat(style.outlineOffset));
    }

    function under(each) {
        for (; each; each = each.parentElement) {
            const said = getComputedStyle(each).backgroundColor;
            if (!/^(transparent|.*[,\\/]\\s*0\\))$/.test(said)) return said;
        }
        return 'white';
    }

    function luminance(colour, ground) {
        const pen = new OffscreenCanvas(1, 1).getContext('2d');
        for (pen.fillStyle of [ground, colour]) pen.fillRect(0, 0, 1, 1);
        const linear = x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4;
        const {data} = pen.getImageData(0, 0, 1, 1);
        const [r, g, b] = [...data].map(x => linear(x / 255));
        return .2126 * r + .7152 * g + .0722 * b;
    }

    function hidden(shown, out) {
        // The box with its ring, and what scrolling parts around leave of it.
        const {left, top, right, bottom} = shown.getBoundingClientRect();
        const box = {
            left: left - out, top: top - out, right: right + out, bottom: bottom + out};
        const area = each => Math.max(0, each.right - each.left)
            * Math.max(0, each.bottom - each.top);
        const ring = area(box) - area({left, top, right, bottom});
        const cut = {...box};
        const inner = {left, top, right, bottom};
        const clip = by => [cut, inner].forEach(each => {
            each.left = Math.max(each.left, by.left);
            each.top = Math.max(each.top, by.top);
            each.right = Math.min(each.right, by.right);
            each.bottom = Math.min(each.bottom, by.bottom);
        });
        clip({left: 0, top: 0, right: innerWidth, bottom: innerHeight});
        for (let each = shown.parentElement; each; each = each.parentElement) {
            if (each === document.documentElement || each === document.body) break;
            if (getComputedStyle(each).overflow !== 'visible') {
                const {x, y} = each.getBoundingClientRect();
                const [across, down] = [x + each.clientLeft, y + each.clientTop];
                clip({left: across, top: down, right: across + each.clientWidth,
                    bottom: down + each.clientHeight});
            }
        }
        if (area(cut) - area(inner) < ring / 4) return 'its ring is cut away';
        const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2];
        const over = document.elementFromPoint(x, y);
        const mine = over && (shown.contains(over) || over.contains(shown));
        return mine ? '' : `${over?.outerHTML.slice(0, 80)} lies over it`;
    }
}"""


def press(who: Visitor, *keys: str) -> None:
    for key in keys:
        who.page.keyboard.press(key)


def focused(who: Visitor) -> str:
    """How what has the focus is called; "" where nothing has it.

    Whatever has it must show that to the eye.
    """
    found = who.page.evaluate(STOP)
    assert not found["fault"], f"{who.path}, “{found['name']}”: {found['fault']}"
    return str(found["name"])


def tab_to(who: Visitor, words: str, *, back: bool = False, most: int = 140) -> None:
    """Press Tab until what has the focus says these words; each stop is seen.

    After the last stop nothing has the focus, as it is with the browser itself.
    """
    passed: list[str] = []
    while len(passed) < most:
        press(who, "Shift+Tab" if back else "Tab")
        passed.append(focused(who))
        if words.lower() in passed[-1].lower():
            return
    raise AssertionError(f"“{words}” was not reached, but {passed}")


def into_main(who: Visitor) -> None:
    """Past the menu, as somebody does who knows the page.

    A page that was left from within its main part begins there when it comes again.
    """
    if "#" in who.path:
        return
    press(who, "Tab")
    first = focused(who)
    assert first == "Skip to main content", f"{who.path} begins with “{first}”"
    press(who, "Enter")


def push(who: Visitor, words: str, *, key: str = "Enter", back: bool = False) -> None:
    """Press something that changes a part of the page; the focus is not lost by it."""
    tab_to(who, words, back=back)
    press(who, key)
    who.settle()
    assert focused(who), f"after “{words}” nothing has the focus"


def send(who: Visitor, words: str, *, back: bool = False) -> None:
    """Press a link or button after which a page comes, and begin there at its top."""
    tab_to(who, words, back=back)
    with who.page.expect_event("load"):
        press(who, "Enter")
    who.settle()
    into_main(who)


def write(who: Visitor, label: str, text: str) -> None:
    """Go to a field and write it anew."""
    tab_to(who, label)
    press(who, "Control+a")
    who.page.keyboard.type(text)


# How many options further down the one is that begins with these words.
AWAY = """words => {
    const options = [...document.activeElement.options].filter(each => !each.disabled);
    const named = each => each.textContent.trim().startsWith(words);
    return options.findIndex(named) - options.findIndex(each => each.selected);
}"""


def choose(who: Visitor, label: str, option: str, *, back: bool = False) -> None:
    """Go to a list, open it, walk to what begins with these words, and take it."""
    tab_to(who, label, back=back)
    away = int(who.page.evaluate(AWAY, option))
    press(who, "Space")
    who.page.wait_for_timeout(100)  # it opens
    press(who, *["ArrowDown" if away > 0 else "ArrowUp"] * abs(away), "Enter")
    who.settle()
    assert focused(who), f"after “{label}” nothing has the focus"
    assert chosen(who).startswith(option), f"{chosen(who)} instead of {option}"


def chosen(who: Visitor) -> str:
    text = "document.activeElement.selectedOptions?.[0]?.textContent.trim() ?? ''"
    return str(who.page.evaluate(text))


def toast(who: Visitor, words: str) -> None:
    """What just happened is told where everybody hears it."""
    expect(who.page.locator("#toasts")).to_contain_text(words)
