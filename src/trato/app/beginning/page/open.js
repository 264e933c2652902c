window.trato = window.trato || function () { (window.trato.q = window.trato.q || []).push(arguments); };
window.trato("open");
