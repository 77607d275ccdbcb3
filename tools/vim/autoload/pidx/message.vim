" Messages of one line: what is longer is cut on the screen, and whole in :messages.

function! pidx#message#error(text) abort
  call s:show('ErrorMsg', a:text)
endfunction

function! pidx#message#warning(text) abort
  call s:show('WarningMsg', a:text)
endfunction

function! s:show(group, text) abort
  let saved = &shortmess
  set shortmess+=T
  redraw
  execute 'echohl' a:group
  echomsg 'pidx: ' . substitute(a:text, '\_s\+', ' ', 'g')
  echohl None
  let &shortmess = saved
endfunction
