import rushlight as st

tasks = [{"task": "Paint the fence", "hours": 3.0, "done": True}, {"task": "Sow beans", "hours": 1.5, "done": False}]
tasks = st.data_editor(
    tasks,
    num_rows="dynamic",
    column_config={
        "task": st.column_config.TextColumn("Task", required=True, width="large"),
        "hours": st.column_config.NumberColumn("Hours", min_value=0, step=0.5, format="%.1f h"),
        "done": st.column_config.CheckboxColumn("Done", default=False),
    },
)
left = sum(task["hours"] or 0 for task in tasks if not task["done"])
st.write(f"{left} hours are left.")
