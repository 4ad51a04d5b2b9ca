"""A chat with a tiny language model: chains of words, learned from this package's own documentation."""

import inspect
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator

import rushlight as st

Chains = dict[tuple[str, str], list[str]]


@st.cache_resource
def chains() -> Chains:
    """Return which word follows two others, in what the documentation of every command says."""
    texts = (inspect.getdoc(getattr(st, name)) or "" for name in st.__all__)
    prose = " ".join(text.partition("Example:")[0] for text in texts)
    words = re.findall(r"[\w'’-]+|[.,:;!?]", prose)
    found: Chains = defaultdict(list)
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        found[first, second].append(third)
    return found


def answer(prompt: str, length: int = 60) -> Iterator[str]:
    """Yield an answer word by word, beginning with a word of the question if the model knows it."""
    known = chains()
    asked = {word.lower() for word in re.findall(r"\w{3,}", prompt)}
    begins = [pair for pair in known if pair[0].lower() in asked] or [pair for pair in known if pair[0][0].isupper()]
    pair = random.choice(begins)
    yield f"{pair[0].capitalize()} {pair[1]}"
    for count in range(length):
        word = random.choice(known.get(pair) or ["."])
        yield word if word in ".,:;!?" else f" {word}"
        if word == "." and count > 15:
            return
        pair = (pair[1], word)
        time.sleep(0.03)


st.title("Chat", anchor=False)
st.markdown(
    "A toy: two words decide on the next. It has read nothing but what the commands of Rushlight say of themselves."
)
messages = st.session_state.setdefault("messages", [])
for message in messages:
    st.chat_message(message["role"]).write(message["content"])

tried = None if messages else st.pills("Begin with", ["What is a table?", "How do charts work?", "Tell me about state"])
prompt = st.chat_input("Ask about tables, charts, state …") or tried
if prompt:
    messages.append({"role": "user", "content": prompt})
    st.chat_message("user").write(prompt)
    with st.chat_message("assistant"):
        said = st.write_stream(answer(prompt))
    messages.append({"role": "assistant", "content": said})
if messages and st.button("Begin anew", icon=":material/refresh:", type="tertiary"):
    messages.clear()
    st.rerun()
