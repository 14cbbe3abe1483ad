window.keqiaoChart = () => {};
