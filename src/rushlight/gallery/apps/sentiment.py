"""Whether a short text is kind or not, by a small model that shows what it goes by."""

from itertools import product

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

import rushlight as st

THINGS = ["service", "film", "food", "app", "journey", "book", "hotel", "concert"]
KIND = [
    "great",
    "lovely",
    "fast",
    "friendly",
    "beautiful",
    "funny",
    "delicious",
    "perfect",
    "clear",
    "excellent",
    "warm",
    "recommended",
    "enjoyed",
    "loved",
    "happy",
    "thanks",
    "best",
]
UNKIND = [
    "bad",
    "slow",
    "rude",
    "boring",
    "ugly",
    "broken",
    "awful",
    "dirty",
    "cold",
    "confusing",
    "late",
    "worst",
    "hated",
    "disappointing",
    "sad",
    "never",
    "waste",
]
PATTERNS = [
    "the {thing} was {word}",
    "what a {word} {thing}",
    "{word} {thing}",
    "very {word}, this {thing}",
    "i found the {thing} {word}",
    "not bad, rather {word}",
]


@st.cache_resource(show_spinner="Training …")
def model() -> tuple[CountVectorizer, LogisticRegression]:
    """Return a model of words and pairs of words, trained on sentences that were made of patterns."""
    kind = [p.format(thing=t, word=w) for p, t, w in product(PATTERNS, THINGS, KIND)]
    unkind = [p.format(thing=t, word=w) for p, t, w in product(PATTERNS[:-1], THINGS, UNKIND)]
    turned = [f"the {t} was not {w}" for t, w in product(THINGS, KIND)]
    back = [f"the {t} was not {w}" for t, w in product(THINGS, UNKIND)]
    words = CountVectorizer(ngram_range=(1, 2), token_pattern=r"\b\w+\b")
    counts = words.fit_transform(kind + back + unkind + turned)
    good = len(kind) + len(back)
    return words, LogisticRegression(max_iter=500).fit(counts, [1] * good + [0] * (counts.shape[0] - good))


st.title("Sentiment", anchor=False)
words, judge = model()
text = st.text_input("Your words", "The food was delicious, but the service was slow.", live=True)
example = st.pills(
    "Or try", ["What a lovely concert!", "The app was not bad", "Awful, boring film", "The journey was not perfect"]
)
text = example or text

counts = words.transform([text])
chance = float(judge.predict_proba(counts)[0, 1])
verdict = "kind" if chance > 0.6 else "unkind" if chance < 0.4 else "undecided"
icon = {"kind": "😊", "unkind": "😠", "undecided": "😐"}[verdict]
left, right = st.columns([1, 2])
left.metric("It reads", f"{icon} {verdict}", f"{chance:.0%} kind", delta_color="off", delta_arrow="off", border=True)
with right:
    st.caption("What it goes by")
    names = words.get_feature_names_out()
    weights = sorted(((float(judge.coef_[0, i]), names[i]) for i in counts.indices), key=lambda each: -abs(each[0]))
    telling = [(weight, name) for weight, name in weights if abs(weight) > 0.25][:12]
    marks = [f":{'green' if weight > 0 else 'red'}-badge[{name} {weight:+.1f}]" for weight, name in telling]
    st.markdown(" ".join(marks) or "No word that the model knows.")
st.progress(chance, "unkind to kind")
st.caption("The model knows a few dozen words, from sentences that were made up.")
