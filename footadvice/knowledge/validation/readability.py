"""How plain a text is: the Flesch-Kincaid grade by a counter that anyone can redo by hand.

    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59   (Kincaid and others, 1975)

A sentence ends at . ! or ? followed by a space, or at the end of a line. A word is a run of
letters, digits and apostrophes; a hyphen parts words. Syllables are runs of vowels (a e i o u y), less one
for a silent last e, at least one; a number counts as one. The names in `MEDICAL`, which have no
plain twin, count as words of one syllable.
"""

import re
from collections.abc import Iterable

# Names of conditions, body parts, tests, materials and professions that a reader has to meet.
MEDICAL = frozenset(
    """
    achilles arthritis arteries artery athlete athlete's antibiotic antibiotics bacteria bunion bunionette
    bunions bursa bursitis calcaneal callus calluses capillaries cartilage cellulitis charcot chilblain
    chilblains chiropodist circulation clinician clinicians clubfoot compartment corticosteroid coalition cuboid
    diabetes diabetic eczema fascia fasciitis fibroma fungal fungus ganglion gangrene genital genitals hallux
    hammertoe hammertoes haglund's hospital immune infection infections inflammation inflammatory injection
    injections insulin ligament ligaments lisfranc lymphoedema magnesium melanoma meniscus metatarsal
    metatarsals metatarsalgia morton's navicular neuroma neuropathy orthopaedic orthotic orthotics
    osteoarthritis overpronation paramedic peroneal pharmacist physiotherapist physiotherapy plantar podiatrist
    podiatrists podiatry posterior psoriasis psoriatic raynaud's rheumatoid rheumatologist sciatica sesamoid
    sesamoids sesamoiditis sever's sinus spinal spine steroid steroids surgeon surgeons surgery swelling tarsal
    tarsi tendinopathy tendon tendons tetanus tibial tibialis ultrasound vaccination varicose verruca verrucas
    vitamin
    """.split()  # noqa: SIM905 - a list of words is easier to read than a list of strings
)

_WORD = re.compile(r"[A-Za-z0-9']+")
_END = re.compile(r"[.!?](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
# A last e that is not heard: shoe-made, make, makes, walked; but not apple, apples, horses, needed.
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouyscxzgl]es$|[aeiouy]les$|[^aeiouytd]ed$")


def words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u2019", "'"))


def sentences(text: str) -> list[str]:
    """The sentences of `text`."""
    return [part.strip() for part in _END.split(text) if words(part)]


def syllables(word: str) -> int:
    """How many syllables a word has, by the rule above.

    >>> [syllables(w) for w in ("toe", "bunion", "overpronation", "walked", "shoes", "12")]
    [1, 1, 1, 1, 1, 1]
    >>> [syllables(w) for w in ("heel", "middles", "away", "exercises", "needed")]
    [1, 2, 2, 4, 2]
    """
    word = word.lower().strip("'")
    if word in MEDICAL or not word.isalpha():
        return 1
    return max(len(_VOWELS.findall(word)) - bool(_SILENT.search(word)), 1)


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade (a school year) of all `texts` taken together; 0 where there is none."""
    n_sentences = n_words = n_syllables = 0
    for text in texts:
        found = words(text)
        n_sentences += len(sentences(text))
        n_words += len(found)
        n_syllables += sum(map(syllables, found))
    if not n_words or not n_sentences:
        return 0.0
    return round(0.39 * n_words / n_sentences + 11.8 * n_syllables / n_words - 15.59, 2)
