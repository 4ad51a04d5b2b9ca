import io

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

import rushlight as st

st.logo("🔥", size="large", link="https://example.org")
picture = (np.indices((80, 160)).sum(axis=0) % 256).astype("uint8")
st.image(picture, caption="A **caption**")
with st.container(key="several"):
    st.image([picture, picture, picture], caption=["a", "b", "c"], width=100)
st.image(picture, width="stretch", link="https://example.org", alt="A slope")
st.audio(np.sin(np.arange(44100) / 20), sample_rate=44100, loop=True, alt="A tone")
with st.container(key="frame"):
    st.iframe("<h1>In a frame</h1>")


def packed(id, *parts):
    """Return an element of a Matroska file; texts and numbers are written as it has them."""
    body = b"".join(part if isinstance(part, bytes) else part.to_bytes(2, "big") for part in parts)
    return bytes.fromhex(id) + (0x10000000 | len(body)).to_bytes(4, "big") + body


def film(frames):
    """Return a WebM film of pictures, one each 100 ms: a lossy WebP picture is a key frame of VP8."""
    blocks = []
    for place, frame in enumerate(frames):
        data = io.BytesIO()
        frame.save(data, "webp", quality=80)
        blocks.append(packed("a3", b"\x81", place * 100, b"\x80", data.getvalue()[20:]))
    width, height = frames[0].size
    head = packed("1a45dfa3", packed("4282", b"webm"), packed("4287", 2), packed("4285", 2))
    video = packed("e0", packed("b0", width), packed("ba", height))
    track = packed("ae", packed("d7", 1), packed("73c5", 1), packed("83", b"\x01"), packed("86", b"V_VP8"), video)
    info = packed("1549a966", packed("2ad7b1", (1_000_000).to_bytes(4, "big")))
    cluster = packed("1f43b675", packed("e7", 0), *blocks)
    return head + packed("18538067", info, packed("1654ae6b", track), cluster)


tones = [Image.new("RGB", (320, 120), (20 * place, 80, 120)) for place in range(10)]
st.video(film(tones), format="video/webm", width=320, alt="Tones")
matplotlib.use("agg")
paper = io.BytesIO()
plt.figure(figsize=(4, 2)).savefig(paper, format="pdf")
st.pdf(paper.getvalue(), height=200, alt="An empty paper")
st.html("<button onclick='this.textContent=1'>press</button>", unsafe_allow_javascript=True)
