import matplotlib.pyplot as plt

import rushlight as st

figure, axes = plt.subplots(figsize=(6, 3))
axes.hist([1, 2, 2, 3, 3, 3, 4, 4, 5], bins=5)
st.pyplot(figure)
