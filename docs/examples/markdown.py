import rushlight as st

st.markdown("**Bold**, *slanted*, :red[red], :green-badge[new], $a^2 + b^2$, :material/star: and `code`.")
