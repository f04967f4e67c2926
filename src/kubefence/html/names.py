"""Names of elements and attributes, by what browsers do with them. Source: the HTML and SVG standards."""

from __future__ import annotations

import re


def names(listed: str) -> frozenset[str]:
    """The names in a text."""
    return frozenset(re.findall(r"[\w:-]+", listed))


VOID = names("area base br col embed hr img input link meta source track wbr")
"""Elements that hold nothing and need no end."""
ACTIVE = names(
    """
    applet base button dialog embed fencedframe form frame frameset iframe link meta noembed noframes noscript object
    plaintext portal select style template textarea xmp
    """
)
"""Elements that no Markdown makes and that do more than show text."""
OTHERS = names(
    """
    address area article aside audio bdi bdo body canvas center data datalist dir fieldset font footer head header
    hgroup html input label legend main map marquee math menu meter nav nobr optgroup option output param picture pre
    progress rb rtc samp script search section slot source strike svg title track tt video
    """
)
"""Further elements, which some extension may make. What no author may write and is not here is no HTML at all."""
FOLLOWED = names("a area")
"""Elements whose ``href`` a reader follows; from any other the page loads."""
LOADING = names("background data dynsrc href lowsrc manifest ping poster src xlink:href")
"""Attributes with an address that a browser loads."""
ADDRESSES = LOADING | names("action by formaction from to values")
"""Those, and others whose address it follows or puts into another attribute."""
SETS = names("imagesrcset srcset")
"""Attributes with several addresses, each with what it is for."""
SAYING = names("alternate author bookmark canonical help license me next nofollow prev search tag")
"""What a ``link`` may be to a page without being loaded."""
