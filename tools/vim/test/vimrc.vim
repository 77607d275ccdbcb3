" What the tests' editors start with.
set nocompatible encoding=utf-8 noswapfile viminfo= shortmess+=I background=dark
set fileencodings=ucs-bom,utf-8,cp949 hidden& laststatus=2 nomore
let &runtimepath = fnamemodify(expand('<sfile>:p'), ':h:h') . ',' . &runtimepath
let g:pidx_command = $PIDX
let g:pidx_index = $PIDX_TEST . '/index'
filetype plugin on
