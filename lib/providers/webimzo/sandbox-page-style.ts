export const style = `*{box-sizing:border-box}
body{font:1rem/1.6 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#17202b;background:#eef1f5;margin:0}
header{background:#0d3b66;color:#fff;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;justify-content:space-between;padding:.5rem max(1rem,calc((100% - 72rem)/2 + 1rem))}
header strong{font-size:1.1rem}header span{font-weight:400;opacity:.8}
nav{display:flex;flex-wrap:wrap;gap:.25rem}
header a{color:#fff;text-decoration:none;padding:.35rem .6rem;border-radius:.35rem;font-size:.9rem}
header a[aria-current]{background:#fff;color:#0d3b66}header a:hover:not([aria-current]){text-decoration:underline}
main{max-width:72rem;margin:auto;padding:1rem;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr) 24rem;align-items:start}
.head{grid-column:1/-1}h1{font-size:1.5rem;line-height:1.3;margin:0;overflow-wrap:anywhere}h2{font-size:1rem;margin:0}p{margin:0}
.side,section,form,label{display:grid;gap:.75rem}.side{gap:1rem}label{gap:.3rem;font-weight:600}
section{background:#fff;border:1px solid #d3dae3;border-radius:.6rem;padding:1rem}
small{display:block;font-size:.85rem;font-weight:400;color:#52606f}.muted{color:#52606f;overflow-wrap:anywhere}
input{font:inherit;inline-size:100%;min-block-size:2.75rem;padding:.4rem .7rem;border:1px solid #75828f;border-radius:.4rem}
button,.button{font:inherit;min-block-size:2.75rem;padding:.45rem 1.1rem;border:1px solid #0d3b66;border-radius:.4rem;background:#fff;color:#0d3b66;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center}
[hidden]{display:none}.main{background:#0d3b66;color:#fff}.row{display:flex;flex-wrap:wrap;gap:.6rem}.row button{flex:1 1 8rem}
.paper .button{justify-self:start}fieldset{border:0;margin:0;padding:0}legend{padding:0;margin-block-end:.4rem;font-weight:600}
.tabs{background:#eef1f5;border-radius:.5rem;padding:.25rem}.tabs a{flex:1;text-align:center;white-space:nowrap;text-decoration:none;color:#17202b;padding:.45rem .6rem;border-radius:.35rem}
.tabs a[aria-current]{background:#fff;font-weight:600;box-shadow:0 0 0 1px #c3ccd6}
ul{list-style:none;margin:0;padding:0}li{display:flex;gap:1rem;justify-content:space-between;align-items:center;padding:.5rem 0;border-block-start:1px solid #e3e8ee}li:first-child{border:0}
li span{overflow-wrap:anywhere;min-inline-size:0}li b{font-weight:600;font-size:.85rem;padding:.15rem .6rem;border-radius:1rem;background:#e8ecf1;color:#41505f;text-align:center}
b.yes{background:#dcf3e4;color:#14602f}b.now{background:#dfeaf8;color:#0d3b66}
.good{color:#14602f;font-weight:600}.warn{color:#8a3b12}
iframe{inline-size:100%;block-size:min(46rem,75vh);border:1px solid #d3dae3;border-radius:.4rem}
.note{background:#fff3c4;border-block-end:2px solid #d9a400;padding:.5rem 1rem;text-align:center;font-weight:600}.note span{display:block;font-size:.85rem;font-weight:400}
[role=alert]{background:#fde7e5;border:1px solid #a3271d;border-radius:.6rem;padding:.8rem 1rem}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
@media(max-width:56rem){main{grid-template-columns:minmax(0,1fr);padding:.75rem}.side{order:2}}
@media(max-width:40rem){iframe{display:none}header{padding:.5rem .75rem}header a{padding:.35rem .45rem}h1{font-size:1.25rem}.button{inline-size:100%}}`;
