import rushlight as st

st.code(
    """def area(radius):
    return 3.14159 * radius**2""",
    line_numbers=True,
)
