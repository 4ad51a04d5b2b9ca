"""A picture through filters."""

import io

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

import rushlight as st

FILTERS = {
    "None": lambda image: image,
    "Blur": lambda image: image.filter(ImageFilter.GaussianBlur(6)),
    "Sharpen": lambda image: image.filter(ImageFilter.UnsharpMask(3, 220)),
    "Edges": lambda image: ImageOps.invert(image.convert("L").filter(ImageFilter.FIND_EDGES)).convert("RGB"),
    "Grey": lambda image: image.convert("L").convert("RGB"),
    "Warm": lambda image: Image.merge(
        "RGB",
        [
            band.point(lambda v, k=k: min(255, int(v * k)))
            for band, k in zip(image.split(), (1.18, 1.02, 0.8), strict=True)
        ],
    ),
    "Poster": lambda image: ImageOps.posterize(image, 2),
    "Pixels": lambda image: image.resize((max(1, image.width // 16), max(1, image.height // 16))).resize(
        image.size, Image.Resampling.NEAREST
    ),
}
LARGEST = 1200


@st.cache_data
def landscape() -> bytes:
    """Return a picture of hills at dusk, made by sums of waves."""
    width, height = 900, 560
    across, down = np.arange(width), np.arange(height)[:, None]
    sky = np.stack([70 + 150 * down / height, 60 + 70 * down / height, 130 - 30 * down / height], -1) * np.ones(
        (1, width, 1)
    )
    sun = np.exp(-(((across - 640) / 60) ** 2 + ((down - 250) / 60) ** 2))[..., None] * [180, 140, 60]
    picture = sky + sun
    for layer, (level, size) in enumerate([(300, 60), (380, 45), (450, 60)]):
        ridge = (
            level + size * np.sin(across / (90 + 40 * layer) + layer * 2) + size / 3 * np.sin(across / (23 + 9 * layer))
        )
        picture[down[:, 0][:, None] > ridge] = np.array([60, 62, 96]) / (1 + layer * 0.7)
    out = io.BytesIO()
    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


st.title("Picture filter", anchor=False)
source = st.segmented_control("From", ["Example", "File", "Camera"], default="Example")
given = None
if source == "File":
    given = st.file_uploader("A picture", type=["png", "jpg", "jpeg", "webp"])
elif source == "Camera":
    given = st.camera_input("Take one")
try:
    image = ImageOps.exif_transpose(Image.open(given if given is not None else io.BytesIO(landscape()))).convert("RGB")
except (OSError, Image.DecompressionBombError):
    st.error("This file cannot be read as a picture. Try a PNG or a JPEG.")
    st.stop()
image.thumbnail((LARGEST, LARGEST))

name = st.pills("Filter", list(FILTERS), default="Warm") or "None"
left, right = st.columns(2)
light = left.slider("Light", 0.2, 2.0, 1.0, 0.05)
contrast = right.slider("Contrast", 0.2, 2.0, 1.0, 0.05)
changed = ImageEnhance.Contrast(ImageEnhance.Brightness(FILTERS[name](image)).enhance(light)).enhance(contrast)
before, after = st.columns(2)
before.image(image, "before", width="stretch")
after.image(changed, "after", width="stretch")

out = io.BytesIO()
changed.save(out, "PNG")
st.download_button("Save the picture", out.getvalue(), "picture.png", "image/png", icon=":material/download:")
