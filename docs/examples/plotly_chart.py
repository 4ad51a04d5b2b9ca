import plotly.graph_objects as go

import rushlight as st

st.plotly_chart(go.Figure(go.Pie(labels=["wind", "sun", "water"], values=[5, 3, 2], hole=0.5)))
