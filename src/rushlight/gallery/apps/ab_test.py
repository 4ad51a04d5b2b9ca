"""Which of two variants is better, and how sure that is."""

import math

import numpy as np
import pandas as pd

import rushlight as st

DRAWS = 100_000


def posterior(visitors: int, bought: int) -> np.ndarray:
    """Return draws of the rate that some figures leave likely (a Beta distribution over a flat prior)."""
    return np.random.default_rng(1).beta(1 + bought, 1 + visitors - bought, DRAWS)


def p_value(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return that of the two-sided z-test for equal proportions."""
    pooled = (a[1] + b[1]) / (a[0] + b[0])
    error = math.sqrt(pooled * (1 - pooled) * (1 / a[0] + 1 / b[0]))
    return 1.0 if error == 0 else math.erfc(abs(b[1] / b[0] - a[1] / a[0]) / error / math.sqrt(2))


def needed(rate: float, lift: float) -> int:
    """Return the visitors a variant needs for a relative lift to be seen with a power of 80 % at a level of 5 %."""
    other = min(0.999, rate * (1 + lift))
    spread = rate * (1 - rate) + other * (1 - other)
    return math.ceil((1.96 + 0.84) ** 2 * spread / (other - rate) ** 2)


st.title("A/B test", anchor=False)
left, right = st.columns(2)
figures = []
for column, name, visitors, bought in ((left, "A", 5000, 250), (right, "B", 5000, 292)):
    with column.container(border=True):
        st.subheader(f"Variant {name}", anchor=False)
        seen = st.number_input("Visitors", 1, 10_000_000, visitors, key=f"seen-{name}")
        done = st.number_input("Bought", 0, seen, min(bought, seen), key=f"done-{name}")
        st.metric("Rate", f"{done / seen:.2%}")
        figures.append((int(seen), int(done)))
a, b = figures

draws_a, draws_b = posterior(*a), np.random.default_rng(2).permutation(posterior(*b))
better = float((draws_b > draws_a).mean())
low, high = np.quantile(draws_b - draws_a, [0.025, 0.975])
p = p_value(a, b)
one, two, three = st.columns(3)
one.metric("Chance that B is better", f"{better:.1%}", border=True)
two.metric("Difference, 95 % interval", f"{low:+.2%} … {high:+.2%}", border=True)
three.metric("p-value", f"{p:.4f}", border=True)
if p < 0.05:
    st.success(
        f"**{'B' if b[1] / b[0] > a[1] / a[0] else 'A'} is better**: chance alone seldom makes such a difference."
    )
else:
    st.info("**Not decided yet**: chance alone could have made this difference.")

edges = np.linspace(min(draws_a.min(), draws_b.min()), max(draws_a.max(), draws_b.max()), 80)
density = {name: np.histogram(draws, edges, density=True)[0] for name, draws in (("A", draws_a), ("B", draws_b))}
st.area_chart(
    pd.DataFrame(density, index=pd.Index((edges[:-1] * 100).round(3), name="rate, %")),
    stack=False,
    x_label="rate, %",
    height=260,
)

lift = st.slider("How many visitors would show a lift of", 1, 50, 10, format="%d %%")
st.markdown(
    f"To see a lift of {lift} % over {a[1] / a[0]:.2%}, each variant needs **{needed(max(a[1], 1) / a[0], lift / 100):,} visitors**."
)
