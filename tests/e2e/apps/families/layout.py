import rushlight as st

with st.sidebar:
    st.title("Side")
    st.button("At the side")
st.bottom.text_input("Bottom")
one, two, three = st.columns([2, 1, 1], border=True, vertical_alignment="center")
one.write("wide\n\nmore\n\nmore")
two.write("two")
three.button("Three")
for place, column in enumerate(st.columns(3, wrap=False, gap=None)):
    column.metric(f"m{place}", 5, 1)
with st.container(horizontal=True, border=True, vertical_alignment="center", key="shared"):
    st.text_input("Name")
    st.button("Go")
    st.write("text")
with st.container(horizontal=True, horizontal_alignment="right", gap="large"):
    st.button("One")
    st.button("Two")
with st.container(horizontal=True, wrap=False, border=True, key="line"):
    for number in range(12):
        st.button(f"Button {number}")
with st.container(horizontal=True):
    for name in "ABC":
        st.metric(name, 1, border=True)
with st.container(height=150, autoscroll=True, key="log"):
    for number in range(20):
        st.text(f"line {number}")
with st.container(height=160, vertical_alignment="distribute"):
    st.button("Top")
    st.button("Below")
with st.expander("Expander", expanded=True, icon="🎈"):
    st.write("Inside the expander")
with st.popover("Popover", icon=":material/filter_alt:", help="A tip"):
    st.write("Inside the popover")
first, second, third = st.tabs(["Same", "Other :material/home:", "Same"], default="Other :material/home:")
first.write("In the first")
second.write("In the second")
third.write("In the third")
st.tabs([f"Tab {number}" for number in range(20)], height=120)[0].write("line\n\n" * 20)
with st.form("f"):
    st.text_input("In the form")
    st.form_submit_button("Send")
grid = st.grid(3, border=True, gap=("small", "large"))
for number in range(5):
    grid.metric(f"M{number}", number)
with grid.cell(column_span="all"):
    st.write("Over all columns")
st.chat_message("user").write("Hello")
st.chat_message("assistant").write("Hi **you**")
st.chat_message("Ada", avatar="🦊").write("Hm")
st.write("Before")
st.space("large")
st.write("After")


@st.fragment
def part():
    st.button("In a fragment")


part()
